namespace Microsoft.ML.NAO;

/// <summary>
/// Options of a <see cref="NeuralNetworkEstimator"/>. What is trained is the final network of the kind of features, as
/// <see cref="ImageNetworkOptions.FinalNetwork"/> and <see cref="ImageNetworkOptions.FinalTraining"/> say for images; what these say of searches has no
/// effect.
/// </summary>
public sealed class NeuralNetworkOptions : PredictionOptions
{
    /// <summary>Throws unless a text is an architecture of one of the spaces.</summary>
    /// <exception cref="FormatException">It is of none.</exception>
    internal void CheckArchitecture(string text)
    {
        // Which space it must be of is known when the features are. What no space can read is refused at once.
        var errors = new List<string>();
        foreach (Architectures.ArchitectureSpace space in Spaces)
        {
            try
            {
                space.Parse(text);
                return;
            }
            catch (FormatException error)
            {
                errors.Add($"{space.Name}: {error.Message}");
            }
        }

        throw new FormatException($"The text is an architecture of none of the spaces. {string.Join(" ", errors)}");
    }
}
