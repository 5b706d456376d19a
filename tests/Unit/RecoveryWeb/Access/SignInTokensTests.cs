using Recover.Core.Hosts;
using Recover.Web.Access;
using Xunit;

namespace Recover.Tests.Unit.RecoveryWeb.Access;

public sealed class SignInTokensTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("recover-tokens-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void Redeem_CodeOfAnotherProcess_SaysWhoseItIs()
    {
        var code = Tokens().Create("anna");

        Assert.Equal("anna", Tokens().Redeem(code));
        Assert.Null(Tokens().Redeem(code));
    }

    [Fact]
    public void Create_Code_IsNowhereInTheDataDirectory()
    {
        var code = Tokens().Create("anna");

        foreach (var file in _directory.EnumerateFiles("*", SearchOption.AllDirectories))
        {
            Assert.DoesNotContain(code, file.FullName, StringComparison.Ordinal);
            Assert.DoesNotContain(code, File.ReadAllText(file.FullName), StringComparison.Ordinal);
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, file.UnixFileMode);
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task Redeem_ManyAtOnce_GivesItToOne()
    {
        var code = Tokens().Create("anna");

        var results = await Task.WhenAll(
            Enumerable.Range(0, 16).Select(_ => Task.Run(() => Tokens().Redeem(code), TestContext.Current.CancellationToken)));

        Assert.Single(results, result => result is not null);
    }

    private SignInTokens Tokens() => new(new DataDirectory(_directory.FullName), TimeProvider.System);
}
