using TorchSharp.Native;

namespace TorchSharp;

/// <summary>
/// What an indexing expression means: a view that its indices and slices give, and what is left for advanced indexing.
/// </summary>
internal sealed class IndexSelection
{
    private readonly torch.Tensor source;
    private readonly List<torch.Tensor> made = [];
    private readonly List<torch.Tensor?> tensors = [];

    internal IndexSelection(torch.Tensor source, torch.TensorIndex[] indices)
    {
        this.source = source;
        View = source;
        int dim = 0;
        foreach (torch.TensorIndex index in indices)
        {
            dim = Apply(index, dim, indices);
        }
    }

    internal torch.Tensor View { get; private set; }

    internal bool IsAdvanced => tensors.Any(tensor => tensor is not null);

    internal torch.Tensor?[] Tensors => [.. tensors];

    /// <summary>The view as a tensor of its own.</summary>
    internal torch.Tensor TakeView()
    {
        torch.Tensor view = ReferenceEquals(View, source) ? source.alias() : View;
        made.Remove(view);
        return ThenDispose(view);
    }

    internal torch.Tensor ThenDispose(torch.Tensor result)
    {
        foreach (torch.Tensor tensor in made)
        {
            tensor.Dispose();
        }

        return result;
    }

    private int Apply(torch.TensorIndex index, int dim, torch.TensorIndex[] all)
    {
        switch (index.Kind)
        {
            case torch.IndexKind.Single:
                Become(Aten.select_int.Call(View, dim, index.Start ?? 0));
                return dim;
            case torch.IndexKind.Slice:
                Become(Aten.slice_Tensor.Call(View, dim, index.Start, index.Stop, index.Step ?? 1));
                tensors.Add(null);
                return dim + 1;
            case torch.IndexKind.None:
                Become(Aten.unsqueeze.Call(View, dim));
                tensors.Add(null);
                return dim + 1;
            case torch.IndexKind.Ellipsis:
                int skipped = (int)View.Dimensions - dim - Remaining(index, all);
                for (int i = 0; i < skipped; i++)
                {
                    tensors.Add(null);
                }

                return dim + skipped;
            case torch.IndexKind.Boolean:
                Become(Aten.unsqueeze.Call(View, dim));
                var mask = torch.full([1], index.Start == 1, torch.ScalarType.Bool, source.device);
                made.Add(mask);
                tensors.Add(mask);
                return dim + 1;
            default:
                tensors.Add(index.Indices);
                bool isMask = index.Indices!.dtype is torch.ScalarType.Bool or torch.ScalarType.Byte;
                return dim + (isMask ? (int)index.Indices.Dimensions : 1);
        }
    }

    // How many of the source's dimensions the positions after the ellipsis take.
    private static int Remaining(torch.TensorIndex ellipsis, torch.TensorIndex[] all)
    {
        int position = Array.FindIndex(all, each => each.Kind == ellipsis.Kind);
        return all.Skip(position + 1).Sum(each => each.Kind switch
        {
            torch.IndexKind.None or torch.IndexKind.Boolean => 0,
            torch.IndexKind.Tensor when each.Indices!.dtype is torch.ScalarType.Bool or torch.ScalarType.Byte =>
                (int)each.Indices.Dimensions,
            _ => 1,
        });
    }

    private void Become(torch.Tensor view)
    {
        View = view;
        made.Add(view);
    }
}
