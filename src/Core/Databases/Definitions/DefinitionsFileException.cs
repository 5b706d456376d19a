namespace Recover.Core.Databases.Definitions;

/// <summary>A file is not one that <c>recover export-definitions</c> wrote, or can't be used any more; the message is for the operator.</summary>
public sealed class DefinitionsFileException(string message, Exception? inner = null) : Exception(message, inner);
