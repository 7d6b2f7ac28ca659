using System.ComponentModel.DataAnnotations;

namespace Microsoft.ML.NAO.Strategies;

/// <summary>The options of a search strategy, which also create it.</summary>
public abstract class StrategyOptions
{
    /// <summary>The stable name of the strategy, as journals and command lines use it.</summary>
    public abstract string Name { get; }

    /// <summary>Checks the options and creates the strategy.</summary>
    /// <param name="context">The space, the objective and the seed of the search.</param>
    /// <exception cref="ValidationException">An option is out of its range.</exception>
    public ISearchStrategy CreateStrategy(StrategyContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Validate();
        return CreateValidated(context);
    }

    /// <summary>Checks the options.</summary>
    /// <exception cref="ValidationException">An option is out of its range.</exception>
    private protected virtual void Validate() => Validator.ValidateObject(this, new ValidationContext(this), validateAllProperties: true);

    /// <summary>Creates the strategy. The annotations of the options were checked.</summary>
    /// <param name="context">The space, the objective and the seed of the search.</param>
    protected abstract ISearchStrategy CreateValidated(StrategyContext context);
}
