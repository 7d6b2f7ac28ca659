using Microsoft.ML.SearchSpace;

namespace Microsoft.ML.AutoML.Tests.Experiments;

/// <summary>Proposes the trial's number, and keeps what it hears.</summary>
internal sealed class RecordingTuner : ITuner
{
    public int Proposed { get; private set; }

    public List<TrialResult> Updates { get; } = [];

    public Parameter Propose(TrialSettings settings)
    {
        Proposed++;
        var parameter = Parameter.CreateNestedParameter();
        parameter["number"] = Parameter.FromInt(settings.TrialId);
        return parameter;
    }

    public void Update(TrialResult result) => Updates.Add(result);
}
