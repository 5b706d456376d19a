namespace Recover.Core.Runs;

/// <summary>Which config keys may hold secrets, so that their values are never shown, logged or printed. Thread-safe.</summary>
public static class SecretKeys
{
    private static readonly string[] Words = ["password", "passwd", "secret", "token", "credential"];

    // Whole files for cloud-init, and whatever an operator passes into an instance.
    private static readonly string[] Whole =
        ["environment.", "cloud-init.user-data", "cloud-init.vendor-data", "user.user-data", "user.vendor-data", "cloud-init.ssh-keys"];

    private static readonly string[] OwnPrefixes = ["user.", "cloud-init."];

    /// <summary>True when the value of the key is to be replaced.</summary>
    public static bool IsSecret(string key) =>
        Words.Any(word => key.Contains(word, StringComparison.OrdinalIgnoreCase))
        || Whole.Any(start => key.StartsWith(start, StringComparison.Ordinal))
        || (OwnPrefixes.Any(start => key.StartsWith(start, StringComparison.Ordinal)) && key.Contains("key", StringComparison.OrdinalIgnoreCase));

    /// <summary>The value, or the words that stand for a removed one.</summary>
    public static string Hide(string key, string value) => IsSecret(key) ? RunTexts.Get("Secret.Removed") : value;
}
