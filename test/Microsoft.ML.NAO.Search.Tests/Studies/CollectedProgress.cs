using Microsoft.ML.NAO.Studies;

namespace Microsoft.ML.NAO.Tests.Studies;

internal sealed class CollectedProgress : IProgress<StudyProgress>
{
    public List<StudyProgress> Reports { get; } = [];

    public void Report(StudyProgress value) => Reports.Add(value);
}
