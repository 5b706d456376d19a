using YamlDotNet.Core;

namespace Recover.Core.Backups;

/// <summary>The tokens of one document, read forward once.</summary>
internal interface IYamlTokens
{
    /// <summary>The next token; <see cref="YamlTokenKind.End"/> at the end and ever after.</summary>
    /// <exception cref="YamlException">The text is not YAML, or not what Incus writes.</exception>
    YamlToken Next();

    /// <summary>An error at the token given last.</summary>
    YamlException Problem(string message);
}
