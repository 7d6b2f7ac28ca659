using TorchSharp;

namespace Microsoft.ML.NAO.Recurrent;

/// <summary>
/// The last layer of a language model, which shares its weights with the embeddings: its loss (the mean cross-entropy) and gradients,
/// a block of rows at a time, so that no more than a block's logits are ever in memory.
/// </summary>
/// <remarks>
/// <para>
/// The output's dropout keeps the same units of a sequence at all steps. Where it drops most of them, a block on a CPU is one sequence, and
/// its three products take only the units that are kept: with the authors' 0.75 a quarter of the arithmetic, for the same result.
/// </para>
/// <para>It works in memory of its own, which it keeps.</para>
/// </remarks>
internal sealed class TiedDecoder : IDisposable
{
    /// <summary>How many rows a block has on a CPU, unless it is one sequence.</summary>
    public const int RowsOnCpu = 128;

    private const double SparseShare = 0.6;
    private const int RowsElsewhere = 2048;

    private torch.Tensor? _logits;

    /// <summary>Computes the loss and its gradients.</summary>
    /// <param name="weight">The embeddings, of shape [vocabulary, size].</param>
    /// <param name="bias">The bias, of shape [vocabulary].</param>
    /// <param name="output">What is decoded, before its dropout, of shape [steps, batch, size].</param>
    /// <param name="mask">The dropout's factors of shape [batch, size], or null.</param>
    /// <param name="targets">The words to predict, of shape [steps, batch].</param>
    /// <param name="weightGradient">Receives the gradient by the weight; what it held is overwritten.</param>
    /// <param name="biasGradient">Receives the gradient by the bias.</param>
    /// <returns>The mean loss, a scalar, and the gradient by <paramref name="output"/>.</returns>
    public (torch.Tensor Loss, torch.Tensor OutputGradient) Differentiate(
        torch.Tensor weight,
        torch.Tensor bias,
        torch.Tensor output,
        torch.Tensor? mask,
        torch.Tensor targets,
        torch.Tensor weightGradient,
        torch.Tensor biasGradient)
    {
        biasGradient.zero_();
        var loss = torch.zeros([1], output.dtype, output.device);
        if (mask is not null && mask.device.type == DeviceType.CPU && KeptShare(mask) <= SparseShare)
        {
            return (loss, DifferentiateSparsely(weight, bias, output, mask, targets, weightGradient, biasGradient, loss));
        }

        weightGradient.zero_();
        var decoded = mask is null ? output : output.mul(mask);
        var gradient = DifferentiateDensely(weight, bias, decoded.view(-1, output.shape[2]), targets.reshape(-1), weightGradient, biasGradient, loss).view(output.shape);
        return (loss, mask is null ? gradient : gradient.mul_(mask));
    }

    /// <summary>The sum of the cross-entropies.</summary>
    /// <param name="weight">The embeddings, of shape [vocabulary, size].</param>
    /// <param name="bias">The bias, of shape [vocabulary].</param>
    /// <param name="rows">What is decoded, of shape [rows, size].</param>
    /// <param name="targets">The words to predict, of shape [rows].</param>
    public double SumLosses(torch.Tensor weight, torch.Tensor bias, torch.Tensor rows, torch.Tensor targets)
    {
        using var scope = torch.NewDisposeScope();
        var loss = torch.zeros([1], rows.dtype, rows.device);
        foreach (var (start, count) in Blocks(rows))
        {
            var logits = Logits(rows.narrow(0, start, count), weight.t(), bias);
            ToExponentials(logits, targets.narrow(0, start, count).unsqueeze(1), loss);
        }

        return loss.to(torch.float64).cpu().item<double>();
    }

    public void Dispose() => _logits?.Dispose();

    private static double KeptShare(torch.Tensor mask) => mask.ne(Scalars.Zero).to(torch.float32).mean().item<float>();

    private torch.Tensor DifferentiateDensely(
        torch.Tensor weight, torch.Tensor bias, torch.Tensor rows, torch.Tensor targets, torch.Tensor weightGradient, torch.Tensor biasGradient, torch.Tensor loss)
    {
        long all = rows.shape[0];
        var gradient = torch.empty_like(rows);
        foreach (var (start, count) in Blocks(rows))
        {
            using var scope = torch.NewDisposeScope();
            var block = rows.narrow(0, start, count);
            var byLogits = Logits(block, weight.t(), bias);
            ToGradient(byLogits, targets.narrow(0, start, count).unsqueeze(1), loss, all);
            gradient.narrow(0, start, count).addmm_(byLogits, weight, beta: 0);
            weightGradient.addmm_(byLogits.t(), block);
            biasGradient.add_(byLogits.sum([0]));
        }

        using Scalar rowCount = all;
        loss.div_(rowCount);
        return gradient;
    }

    private torch.Tensor DifferentiateSparsely(
        torch.Tensor weight,
        torch.Tensor bias,
        torch.Tensor output,
        torch.Tensor mask,
        torch.Tensor targets,
        torch.Tensor weightGradient,
        torch.Tensor biasGradient,
        torch.Tensor loss)
    {
        long all = targets.NumberOfElements;
        var byUnit = weight.t().contiguous();
        var byUnitGradient = torch.zeros_like(byUnit);
        var gradient = torch.zeros_like(output);
        for (long sequence = 0; sequence < output.shape[1]; sequence++)
        {
            using var scope = torch.NewDisposeScope();
            var factors = mask.select(0, sequence);
            var units = factors.nonzero().view(-1);
            var kept = factors.index_select(0, units);
            var block = output.select(1, sequence).index_select(1, units).mul_(kept);
            var rows = byUnit.index_select(0, units);
            var byLogits = Logits(block, rows, bias);
            ToGradient(byLogits, targets.select(1, sequence).unsqueeze(1), loss, all);
            gradient.select(1, sequence).index_copy_(1, units, byLogits.mm(rows.t()).mul_(kept));
            byUnitGradient.index_add_(0, units, block.t().mm(byLogits), Scalars.One);
            biasGradient.add_(byLogits.sum([0]));
        }

        using Scalar rowCount = all;
        loss.div_(rowCount);
        weightGradient.copy_(byUnitGradient.t());
        return gradient;
    }

    private torch.Tensor Logits(torch.Tensor rows, torch.Tensor columns, torch.Tensor bias)
    {
        long count = rows.shape[0];
        if (_logits is null || _logits.shape[0] < count || _logits.shape[1] != bias.shape[0] || _logits.dtype != rows.dtype)
        {
            _logits?.Dispose();
            _logits = torch.empty([count, bias.shape[0]], rows.dtype, rows.device).DetachFromDisposeScope();
        }

        return _logits.narrow(0, 0, count).copy_(bias).addmm_(rows, columns);
    }

    /// <summary>Replaces logits by probabilities times a row's sum, and adds their losses up.</summary>
    /// <returns>The sums, of shape [rows, 1].</returns>
    private static torch.Tensor ToExponentials(torch.Tensor logits, torch.Tensor targets, torch.Tensor loss)
    {
        logits.sub_(logits.amax([1], keepdim: true));
        var target = logits.gather(1, targets);
        var sums = logits.exp_().sum([1], keepdim: true);
        loss.add_(sums.log().sub_(target).sum());
        return sums;
    }

    /// <summary>Replaces logits by the gradient of the mean loss by them.</summary>
    private static void ToGradient(torch.Tensor logits, torch.Tensor targets, torch.Tensor loss, long all)
    {
        var sums = ToExponentials(logits, targets, loss);
        using Scalar count = all;
        using Scalar share = -1.0 / all;
        logits.div_(sums.mul_(count));
        logits.scatter_add_(1, targets, torch.full_like(sums, share));
    }

    private static IEnumerable<(long Start, long Count)> Blocks(torch.Tensor rows)
    {
        int size = rows.device.type == DeviceType.CPU ? RowsOnCpu : RowsElsewhere;
        for (long start = 0; start < rows.shape[0]; start += size)
        {
            yield return (start, Math.Min(size, rows.shape[0] - start));
        }
    }
}
