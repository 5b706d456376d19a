namespace Recover.Core.Scanning.Checks;

/// <summary>One concern about a volume. Reports everything it finds and never throws for what a pool or a file holds. Stateless.</summary>
internal interface IVolumeCheck
{
    void Check(VolumeExamination volume);
}
