using Recover.Core.Databases;

namespace Recover.Core.Cases;

/// <summary>What a look at a host told that still has its database. Immutable.</summary>
/// <param name="Present">The database in use, with a copy.</param>
/// <param name="Lost">The host as if it had none, with what a daemon makes on an empty directory in its place.</param>
public sealed record DrillSurvey(DatabaseReading Present, SurveyResult Lost);
