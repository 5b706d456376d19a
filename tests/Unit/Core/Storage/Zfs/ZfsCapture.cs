namespace Recover.Tests.Unit.Core.Storage.Zfs;

/// <summary>What the tools of OpenZFS 2.3.9 wrote about pools that Incus 6.0.4 made, and the stream of a volume of 256 KiB.</summary>
internal static class ZfsCapture
{
    public static string Datasets => Text("datasets.txt");

    public static string Snapshots => Text("snapshots.txt");

    public static string Contents => Text("contents.txt");

    public static string Import => Text("import.txt");

    public static byte[] Stream => File.ReadAllBytes(Place("volume.send"));

    private static string Text(string name) => File.ReadAllText(Place(name));

    private static string Place(string name) => Path.Combine(AppContext.BaseDirectory, "Data", "zfs", name);
}
