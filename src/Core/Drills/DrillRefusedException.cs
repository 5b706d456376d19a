namespace Recover.Core.Drills;

/// <summary>There is nothing to compare a recovery with; the message is for the operator.</summary>
public sealed class DrillRefusedException(string message) : Exception(message);
