using Microsoft.ML.AutoML;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Nao;
using Microsoft.ML.NAO.Strategies;
using Microsoft.ML.NAO.Studies;
using Microsoft.ML.SearchSpace;

namespace Microsoft.ML.NAO.Tuning;

/// <summary>
/// Runs a search strategy as the tuner of an <see cref="AutoMLExperiment"/>: each trial gets one architecture, as text, and the trial's
/// loss is what the strategy learns from.
/// </summary>
/// <remarks>
/// An experiment runs one trial at a time and reports a failed trial by a loss of <see cref="double.MaxValue"/>, which the strategy
/// takes for a failed trial. Set it after <c>SetPipeline</c>, which sets a tuner of its own.
/// </remarks>
public sealed class NaoTuner : ITuner
{
    private readonly ArchitectureSpace _space;
    private readonly ISearchStrategy _strategy;
    private readonly string _parameterName;
    private readonly Dictionary<int, Architecture> _running = [];

    /// <summary>Creates a tuner.</summary>
    /// <param name="space">The space to search.</param>
    /// <param name="options">The strategy; null for Neural Architecture Optimization with its defaults.</param>
    /// <param name="parameterName">The name of the parameter that holds the architecture as text, which <see cref="ArchitectureSpace.Parse"/> reads.</param>
    /// <param name="seed">The seed of the search.</param>
    /// <param name="trialResults">
    /// Earlier results to go on from, as of an experiment that ended: the strategy learns from them, and does not propose their architectures
    /// again. Null for none. Those without the architecture's parameter are passed over.
    /// </param>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option of the strategy is out of its range.</exception>
    /// <exception cref="ArgumentException">The architecture of an earlier result is none of the space.</exception>
    public NaoTuner(
        ArchitectureSpace space,
        StrategyOptions? options = null,
        string parameterName = "architecture",
        int seed = 0,
        IEnumerable<TrialResult>? trialResults = null)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentException.ThrowIfNullOrEmpty(parameterName);
        _space = space;
        _parameterName = parameterName;
        var objective = new Objective(nameof(TrialResult.Loss), Maximize: false);
        _strategy = (options ?? new NaoOptions()).CreateStrategy(new StrategyContext(space, objective, seed));
        foreach (TrialResult result in trialResults ?? [])
        {
            Update(result);
        }
    }

    /// <summary>Proposes the next architecture, beside the parameters that the experiment's settings hold already.</summary>
    /// <param name="settings">The trial's settings.</param>
    /// <returns>A nested parameter whose entry of the tuner's parameter name is the architecture as text.</returns>
    /// <exception cref="InvalidOperationException">The strategy knows no further architecture.</exception>
    public Parameter Propose(TrialSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        Architecture architecture = _strategy.Propose() ?? throw new InvalidOperationException(
            $"Every architecture of the space '{_space.Name}' that the strategy knows has been proposed: let the experiment explore fewer models.");
        _running[settings.TrialId] = architecture;
        var parameter = settings.Parameter is { } given
            ? Parameter.CreateNestedParameter([.. given.Where(entry => entry.Key != _parameterName)])
            : Parameter.CreateNestedParameter();
        parameter[_parameterName] = Parameter.FromString(_space.Format(architecture));
        return parameter;
    }

    /// <summary>Learns a trial's loss.</summary>
    /// <param name="result">
    /// The result of a trial that this tuner proposed, or of an earlier one whose parameter has the architecture. Others are passed over.
    /// </param>
    /// <exception cref="ArgumentException">The architecture of an earlier result is none of the space.</exception>
    public void Update(TrialResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (result.TrialSettings is not { } settings)
        {
            return;
        }

        Architecture? architecture = _running.Remove(settings.TrialId, out Architecture? proposed) ? proposed : ReadEarlier(settings);
        if (architecture is null)
        {
            return;
        }

        bool failed = !double.IsFinite(result.Loss) || result.Loss == double.MaxValue;
        _strategy.Observe(new Trial
        {
            Number = settings.TrialId,
            Architecture = architecture,
            State = failed ? TrialState.Failed : TrialState.Completed,
            Metric = failed ? double.NaN : result.Loss,
            Failure = failed ? "The trial failed, or its loss was not a number." : null,
            Duration = TimeSpan.FromMilliseconds(result.DurationInMilliseconds),
        });
    }

    private Architecture? ReadEarlier(TrialSettings settings)
    {
        if (settings.Parameter is not { ParameterType: ParameterType.Object } parameter
            || !parameter.TryGetValue(_parameterName, out Parameter? text)
            || text.ParameterType != ParameterType.String)
        {
            return null;
        }

        try
        {
            return _space.Canonicalize(_space.Parse(text.AsType<string>()));
        }
        catch (FormatException e)
        {
            throw new ArgumentException(
                $"The earlier trial {settings.TrialId} is of another space than '{_space.Name}': {e.Message} Leave it out, or search the space that it is of.", e);
        }
    }
}
