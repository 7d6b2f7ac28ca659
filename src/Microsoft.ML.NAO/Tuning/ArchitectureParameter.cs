using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.SearchSpace;
using Microsoft.ML.SearchSpace.Option;

namespace Microsoft.ML.NAO.Tuning;

/// <summary>Where the parameters of an experiment hold the architecture.</summary>
/// <param name="space">The space of the architectures.</param>
/// <param name="path">The names from the outermost parameter to the architecture.</param>
internal sealed class ArchitectureParameter(ArchitectureSpace space, params IReadOnlyList<string> path)
{
    // AutoML's name of the entry that says which of a pipeline's estimators are in use.
    private const string Schema = "_SCHEMA_";

    /// <summary>The space of the architectures.</summary>
    public ArchitectureSpace Space => space;

    /// <summary>Finds the one architecture of a search space.</summary>
    /// <exception cref="ArgumentException">There is none, or there are several.</exception>
    public static ArchitectureParameter Find(SearchSpace.SearchSpace searchSpace)
    {
        ArchitectureParameter[] found = [.. FindAll(searchSpace, [])];
        return found.Length switch
        {
            1 => found[0],
            0 => throw new ArgumentException(
                $"The experiment's search space has no architecture: put an {nameof(ArchitectureOption)} into the search space of a sweepable estimator, and set the tuner after the pipeline.", nameof(searchSpace)),
            _ => throw new ArgumentException(
                $"The experiment's search space has {found.Length} architectures ({string.Join(", ", found.Select(parameter => parameter.ToString()))}), and {nameof(NaoTuner)} searches one: run an experiment for each.", nameof(searchSpace)),
        };
    }

    /// <summary>The architecture of a trial; null where its parameters have none, or its pipeline does not use it.</summary>
    /// <exception cref="FormatException">The text is no architecture of the space.</exception>
    public Architecture? Read(Parameter? parameter) =>
        FindOwner(parameter) is { } owner && owner.TryGetValue(path[^1], out Parameter? text) && text.ParameterType == ParameterType.String
            ? space.Canonicalize(space.Parse(text.AsType<string>()))
            : null;

    /// <summary>Whether the trial of some parameters builds a network of an architecture.</summary>
    public bool IsUsed(Parameter parameter) => FindOwner(parameter) is not null;

    /// <summary>Replaces the architecture of a trial that uses one.</summary>
    public void Write(Parameter parameter, Architecture architecture) =>
        FindOwner(parameter)![path[^1]] = Parameter.FromString(space.Format(architecture));

    /// <inheritdoc/>
    public override string ToString() => string.Join('.', path);

    private static IEnumerable<ArchitectureParameter> FindAll(IEnumerable<KeyValuePair<string, OptionBase>> options, string[] path) =>
        options.SelectMany(option => option.Value switch
        {
            ArchitectureOption architecture => [new ArchitectureParameter(architecture.Space, [.. path, option.Key])],
            IEnumerable<KeyValuePair<string, OptionBase>> nested => FindAll(nested, [.. path, option.Key]),
            _ => [],
        });

    private Parameter? FindOwner(Parameter? parameter)
    {
        for (int level = 0; level < path.Count; level++)
        {
            if (parameter is not { ParameterType: ParameterType.Object })
            {
                return null;
            }

            // As in "e0 * e2": the pipeline chooses among its estimators.
            if (parameter.TryGetValue(Schema, out Parameter? schema)
                && !schema.AsType<string>().Split(' ', '*', '+', '(', ')').Contains(path[level]))
            {
                return null;
            }

            if (level == path.Count - 1)
            {
                return parameter;
            }

            parameter.TryGetValue(path[level], out parameter);
        }

        return null;
    }
}
