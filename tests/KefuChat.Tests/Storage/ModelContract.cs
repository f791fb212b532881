using FsCheck;
using FsCheck.Fluent;
using KefuChat.Tests.Storage.Model;

namespace KefuChat.Tests.Storage;

/// <summary>Whatever is asked in whatever order, a store answers as the model does, closed and opened again in between or not.</summary>
public abstract class ModelContract(Func<StoreBackend> newBackend, int sequences = 25)
{
    [Fact]
    public void Any_sequence_of_calls_is_answered_as_the_model_answers() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(sequences),
        Prop.ForAll(StoreOperations.Sequences, AnswersAlikeAsync));

    private async Task AnswersAlikeAsync(StoreOperation[] sequence)
    {
        await using var backend = newBackend();
        var model = ModelBackend.New();
        var stores = await backend.OpenAsync();
        try
        {
            foreach (var operation in sequence)
            {
                if (operation == StoreOperation.Reopen)
                {
                    await backend.CloseAsync(stores);
                    stores = await backend.OpenAsync();
                }

                Assert.Equal(await operation.AskAsync(model), await operation.AskAsync(stores));
            }
        }
        finally
        {
            await backend.CloseAsync(stores);
        }
    }
}
