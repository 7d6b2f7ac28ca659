using System.ComponentModel.DataAnnotations;
using Microsoft.ML.NAO.Networks;

namespace Microsoft.ML.NAO.Supernets;

/// <summary>How a supernet for images is built.</summary>
public sealed class ConvolutionalSupernetOptions
{
    /// <summary>How cells are stacked, and what training drops.</summary>
    /// <value>The default value is <c>new ConvolutionalNetworkOptions()</c>. The authors search with 2 cells a stage and 20 channels (3 and 20 in PyTorch).</value>
    [Required]
    public ConvolutionalNetworkOptions Network { get; set; } = new();

    /// <summary>How its cells are put together.</summary>
    /// <value>The default value is <see cref="SupernetCells.StandAlone"/>.</value>
    [EnumDataType(typeof(SupernetCells))]
    public SupernetCells Cells { get; set; } = SupernetCells.StandAlone;

    internal void Validate()
    {
        Validator.ValidateObject(this, new ValidationContext(this), validateAllProperties: true);
        Network.Validate();
    }

    internal ConvolutionalSupernetOptions Clone() => new() { Network = Network.Clone(), Cells = Cells };
}
