using Recover.Core.Findings;

namespace Recover.Core.Readiness.Checks;

/// <summary>One thing that an instance needs of its host to start. Stateless.</summary>
internal interface IStartCheck
{
    /// <summary>What is missing (warnings) or worth knowing (notes); empty when all is there.</summary>
    IEnumerable<Finding> Check(StartingInstance instance, StartSurroundings surroundings);
}
