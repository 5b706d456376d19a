using System.Security.Cryptography;
using Recover.Core.Storage;
using Recover.Core.Storage.Zfs;
using Xunit;

namespace Recover.Tests.Unit.Core.Storage.Zfs;

public sealed class ZfsSendReaderTests : IDisposable
{
    private const int Size = 256 * 1024;
    private readonly TemporaryDirectory _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task Read_RealStream_IsTheVolume()
    {
        var image = await ReadAsync(ZfsCapture.Stream, Size);

        Assert.Equal("2A6BCAD485943C3A45A06C9E2C871A91B632CBA03DEF15879DA98B8EE92AF0A7", Convert.ToHexString(SHA256.HashData(image)));
        Assert.Equal("hello from a volume", System.Text.Encoding.ASCII.GetString(image, 70000, 19));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(5000)]
    [InlineData(37000)]
    public async Task Read_CutStream_IsRefused(int length) => Assert.Equal(
        StorageTexts.SendStreamCut,
        (await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(ZfsCapture.Stream[..length], Size))).Message);

    [Fact]
    public async Task Read_SmallerVolumeThanTheStream_IsRefused() => Assert.Equal(
        StorageTexts.NoSendStream,
        (await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(ZfsCapture.Stream, 64 * 1024))).Message);

    [Theory]
    [InlineData(0, 7)]
    [InlineData(8, 0)]
    [InlineData(4, 0xff)]
    public async Task Read_OtherStream_IsRefused(int at, byte value)
    {
        var stream = ZfsCapture.Stream;
        stream.AsSpan(at, 4).Fill(value);

        await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(stream, Size));
    }

    private async Task<byte[]> ReadAsync(byte[] stream, long size)
    {
        var file = _place.At(Guid.NewGuid().ToString("N"));
        using (var target = File.OpenHandle(file, FileMode.CreateNew, FileAccess.Write))
        {
            RandomAccess.SetLength(target, size);
            await new ZfsSendReader(target, size).ReadAsync(new MemoryStream(stream), TestContext.Current.CancellationToken);
        }

        return await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
    }
}
