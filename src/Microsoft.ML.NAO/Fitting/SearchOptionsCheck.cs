using System.ComponentModel.DataAnnotations;
using Microsoft.ML.NAO.WeightSharing;

namespace Microsoft.ML.NAO.Fitting;

/// <summary>What attributes do not say of a search's options.</summary>
internal static class SearchOptionsCheck
{
    /// <summary>Throws unless a search can go by options.</summary>
    /// <exception cref="ValidationException">One is out of its range.</exception>
    public static void Validate(ISearchOptions options)
    {
        RequirePositive(options.MaxSearchTime, nameof(options.MaxSearchTime));
        RequirePositive(options.MaxLatency, nameof(options.MaxLatency));
        options.WeightSharing?.Validate();
        if (options.WeightSharing is { Retrained: 0 })
        {
            throw new ValidationException(
                $"{nameof(options.WeightSharing)}.{nameof(WeightSharingOptions.Retrained)} is 0; at least the best architecture is trained from scratch.");
        }

        if (options.GpuDeviceIds is { Count: 0 })
        {
            throw new ValidationException($"{nameof(options.GpuDeviceIds)} is empty. Name a GPU, or leave it null for the device of the MLContext.");
        }
    }

    /// <summary>Throws if a limit is there that nothing can keep.</summary>
    /// <exception cref="ValidationException">It is not more than zero.</exception>
    private static void RequirePositive(TimeSpan? limit, string name)
    {
        if (limit <= TimeSpan.Zero)
        {
            throw new ValidationException($"{name} is {limit}; it must be more than zero, or null for no limit.");
        }
    }
}
