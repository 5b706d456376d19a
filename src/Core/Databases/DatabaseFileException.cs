namespace Recover.Core.Databases;

/// <summary>SQLite refused something; the message is SQLite's.</summary>
public sealed class DatabaseFileException(string message, Exception inner) : Exception(message, inner);
