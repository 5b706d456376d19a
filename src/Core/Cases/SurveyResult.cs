using System.Collections.Immutable;
using Recover.Core.Databases;
using Recover.Core.Hosts;
using Recover.Core.Storage;

namespace Recover.Core.Cases;

/// <summary>What a look at the host told. Immutable.</summary>
/// <param name="Host">The host.</param>
/// <param name="Database">Its database.</param>
/// <param name="Found">The pools it has.</param>
public sealed record SurveyResult(HostSurvey Host, DatabaseReading Database, ImmutableArray<PoolCandidate> Found);
