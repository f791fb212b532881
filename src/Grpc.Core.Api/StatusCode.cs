namespace Grpc.Core;

/// <summary>How a call ended; the numbers are those of the wire (grpc-status).</summary>
public enum StatusCode
{
    /// <summary>It succeeded.</summary>
    OK = 0,

    /// <summary>It was cancelled, typically by the caller.</summary>
    Cancelled = 1,

    /// <summary>Nobody said more; an exception in a handler ends here.</summary>
    Unknown = 2,

    /// <summary>The caller's argument is wrong, whatever the state of the system.</summary>
    InvalidArgument = 3,

    /// <summary>The time was up before the call had ended.</summary>
    DeadlineExceeded = 4,

    /// <summary>What was asked for is not there.</summary>
    NotFound = 5,

    /// <summary>What was to be created is there already.</summary>
    AlreadyExists = 6,

    /// <summary>The caller is known and may not do this.</summary>
    PermissionDenied = 7,

    /// <summary>A quota, or a size limit, is exhausted.</summary>
    ResourceExhausted = 8,

    /// <summary>The system is not in the state this needs; a retry alone does not help.</summary>
    FailedPrecondition = 9,

    /// <summary>A conflict between concurrent calls; start over from the read.</summary>
    Aborted = 10,

    /// <summary>Past the valid range, for instance of a file.</summary>
    OutOfRange = 11,

    /// <summary>The method is not there, or not supported.</summary>
    Unimplemented = 12,

    /// <summary>Something that must hold was found broken.</summary>
    Internal = 13,

    /// <summary>The service cannot be reached just now; a retry with backoff may help.</summary>
    Unavailable = 14,

    /// <summary>Data is lost for good.</summary>
    DataLoss = 15,

    /// <summary>The caller is not known.</summary>
    Unauthenticated = 16,
}
