using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using KefuChat.Protocol;
using KefuChat.Storage.Sqlite;
using KefuChat.Tests.EndToEnd;
using KefuChat.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace KefuChat.Tests.Processes;

/// <summary>
/// A data directory for the processes of one test, and a look at what they left in it. Such tests run one after the other:
/// each takes as much of the machine as several others.
/// </summary>
[Collection(OneAfterTheOther)]
public abstract class ProcessTest : IDisposable
{
    /// <summary>For the attribute of the classes.</summary>
    public const string OneAfterTheOther = "Processes";

    private readonly string _directory = Directory.CreateTempSubdirectory("kefu-process-").FullName;

    internal static readonly User Seller = new(1, 55);

    protected ProcessTest() => DataDirectory = _directory;

    protected string DataDirectory { get; set; }

    internal AckCounter Acks { get; } = new();

    public void Dispose()
    {
        Directory.Delete(_directory, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>As a shop's backend does it.</summary>
    internal static async Task<string> MintAsync(ServerProcess server, User user)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", KefuServer.AdminKey);
        using var response = await http.PostAsJsonAsync(new Uri(server.Address, "/api/tokens"), new { appid = user.AppId, uid = user.Uid });
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString()!;
    }

    internal async Task<List<OutboxClient>> MakeCustomersAsync(ServerProcess server, int count)
    {
        var customers = new List<OutboxClient>();
        for (var i = 0; i < count; i++)
        {
            var user = new User(7, 1000 + i);
            customers.Add(new OutboxClient(user, Seller, await MintAsync(server, user), Acks));
        }

        return customers;
    }

    /// <summary>A user's queue as the stopped server left it; its keys have no gap.</summary>
    internal async Task<List<string>> QueueAsync(User user)
    {
        using var store = new SqliteMessageStore(Path.Combine(DataDirectory, "kefu.db"), TimeProvider.System, NullLogger<SqliteMessageStore>.Instance);
        return await store.ReadContentsAsync(user);
    }

    /// <summary>
    /// Every acknowledged message is in both queues, once, in the order it was sent; gives how many are stored in all.
    /// </summary>
    internal async Task<int> VerifyAsync(IEnumerable<OutboxClient> customers)
    {
        var ofSeller = await QueueAsync(Seller);
        foreach (var customer in customers)
        {
            var own = await QueueAsync(customer.User);
            Assert.Equal(own.Distinct(), own);
            Assert.Equal(own, ofSeller.Where(content => content.StartsWith($"{customer.User} ", StringComparison.Ordinal)));
            var numbers = own.ConvertAll(content => int.Parse(content.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture));
            Assert.Equal(numbers.Order(), numbers);
            Assert.Empty(customer.Acknowledged.Except(numbers));
            Assert.Equal(customer.Acknowledged.Distinct(), customer.Acknowledged);
        }

        return ofSeller.Count;
    }
}
