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
/// With a pipeline whose search space has an <see cref="ArchitectureOption"/>, <c>SetTuner&lt;NaoTuner&gt;()</c> after <c>SetPipeline</c>, which
/// sets a tuner of its own, is all: the strategy searches the architecture, and the other options are searched near the best trial so far. An
/// experiment runs one trial at a time and reports a failed trial by a loss of <see cref="double.MaxValue"/>, which the strategy takes for a
/// failed trial. A tuner cannot end an experiment but by an exception, with which the experiment loses its best trial: when the strategy knows
/// no further architecture, the best one so far is proposed again, with other options beside it where there are any.
/// </remarks>
public sealed class NaoTuner : ITuner
{
    /// <summary>The name of the parameter with the architecture, unless told otherwise.</summary>
    internal const string DefaultParameterName = "architecture";

    private readonly ArchitectureParameter _architecture;
    private readonly ISearchStrategy _strategy;
    private readonly OptionSearch? _others;
    private readonly Dictionary<int, Proposal> _running = [];

    // Null before a trial has come to a loss.
    private Architecture? _best;
    private double _bestLoss = double.PositiveInfinity;

    /// <summary>Creates a tuner for all options of an experiment: of its pipeline, and of what else was added to its search space.</summary>
    /// <param name="settings">The experiment's settings, as its services give them.</param>
    /// <param name="options">The strategy that searches the architecture; null for Neural Architecture Optimization with its defaults.</param>
    /// <param name="trialResults">
    /// Earlier results of the same search space to go on from, as of an experiment that ended: the strategy learns from them, and does not
    /// propose their architectures again. Null for none. Those without the architecture's parameter are passed over.
    /// </param>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option of the strategy is out of its range.</exception>
    /// <exception cref="ArgumentException">
    /// The search space has no <see cref="ArchitectureOption"/> or more than one, or an earlier result is of another search space.
    /// </exception>
    public NaoTuner(
        AutoMLExperiment.AutoMLExperimentSettings settings, StrategyOptions? options = null, IEnumerable<TrialResult>? trialResults = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        int seed = settings.Seed ?? 0;
        _architecture = ArchitectureParameter.Find(settings.SearchSpace);
        _strategy = CreateStrategy(_architecture.Space, options, seed);
        _others = new OptionSearch(settings.SearchSpace, seed);
        Learn(trialResults);
    }

    /// <summary>Creates a tuner for the architecture alone, with an <see cref="ArchitectureTrialRunner"/> or a trial runner of one's own.</summary>
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
        string parameterName = DefaultParameterName,
        int seed = 0,
        IEnumerable<TrialResult>? trialResults = null)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentException.ThrowIfNullOrEmpty(parameterName);
        _architecture = new ArchitectureParameter(space, parameterName);
        _strategy = CreateStrategy(space, options, seed);
        Learn(trialResults);
    }

    /// <summary>Proposes the next architecture, and the options beside it.</summary>
    /// <param name="settings">The trial's settings. What parameters they hold already stay, where the tuner is for the architecture alone.</param>
    /// <returns>
    /// A nested parameter with the architecture as text. A pipeline that chooses among its estimators has none in a trial without the one
    /// that takes it.
    /// </returns>
    /// <exception cref="InvalidOperationException">The strategy knows no further architecture, and no trial has come to a loss.</exception>
    public Parameter Propose(TrialSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        Parameter parameter = _others?.Propose() ?? Parameter.CreateNestedParameter([.. settings.Parameter ?? Parameter.CreateNestedParameter()]);
        Proposal proposal = default;
        if (_architecture.IsUsed(parameter))
        {
            Architecture? next = _strategy.Propose();
            proposal = new Proposal(next ?? _best ?? throw CreateExhausted(), IsRepeated: next is null);
            _architecture.Write(parameter, proposal.Architecture!);
        }

        _running[settings.TrialId] = proposal;
        return parameter;
    }

    /// <summary>Learns a trial's loss.</summary>
    /// <param name="result">
    /// The result of a trial that this tuner proposed, or of an earlier one whose parameter has the architecture. Others are passed over.
    /// </param>
    /// <exception cref="ArgumentException">An earlier result is of another search space.</exception>
    public void Update(TrialResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (result.TrialSettings is not { } settings)
        {
            return;
        }

        bool failed = !double.IsFinite(result.Loss) || result.Loss == double.MaxValue;
        try
        {
            bool isOwn = _running.Remove(settings.TrialId, out Proposal proposal);
            Architecture? architecture = proposal.Architecture ?? _architecture.Read(settings.Parameter);
            if (architecture is not null && !proposal.IsRepeated)
            {
                _strategy.Observe(CreateTrial(result, architecture, failed));
            }

            if (architecture is not null && !failed && result.Loss < _bestLoss)
            {
                (_best, _bestLoss) = (architecture, result.Loss);
            }

            if ((isOwn || architecture is not null) && !failed)
            {
                _others?.Observe(settings.Parameter, result.Loss);
            }
        }
        catch (Exception e) when (e is FormatException or KeyNotFoundException)
        {
            throw new ArgumentException(
                $"The earlier trial {settings.TrialId} is of another space than '{_architecture.Space.Name}': {e.Message} Leave it out, or search the space that it is of.", e);
        }
    }

    private InvalidOperationException CreateExhausted() => new(
        $"Every architecture of the space '{_architecture.Space.Name}' that the strategy knows has been proposed, and no trial has come to a loss. See why the trials fail, or search a larger space.");

    private static ISearchStrategy CreateStrategy(ArchitectureSpace space, StrategyOptions? options, int seed) =>
        (options ?? new NaoOptions()).CreateStrategy(new StrategyContext(space, new Objective(nameof(TrialResult.Loss), Maximize: false), seed));

    private static Trial CreateTrial(TrialResult result, Architecture architecture, bool failed) => new()
    {
        Number = result.TrialSettings.TrialId,
        Architecture = architecture,
        State = failed ? TrialState.Failed : TrialState.Completed,
        Metric = failed ? double.NaN : result.Loss,
        Failure = failed ? "The trial failed, or its loss was not a number." : null,
        Duration = TimeSpan.FromMilliseconds(result.DurationInMilliseconds),
    };

    private void Learn(IEnumerable<TrialResult>? results)
    {
        foreach (TrialResult result in results ?? [])
        {
            Update(result);
        }
    }

    // What a running trial tries; no architecture where its pipeline does without one.
    private readonly record struct Proposal(Architecture? Architecture, bool IsRepeated);
}
