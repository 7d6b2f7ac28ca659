namespace Microsoft.ML.Data;

/// <summary>A row over another, which it owns.</summary>
internal abstract class WrappingRow : DataViewRow
{
    private bool _disposed;

    protected WrappingRow(DataViewRow input) => Input = input;

    public sealed override long Position => Input.Position;

    public sealed override long Batch => Input.Batch;

    protected DataViewRow Input { get; }

    public sealed override ValueGetter<DataViewRowId> GetIdGetter() => Input.GetIdGetter();

    protected override void Dispose(bool disposing)
    {
        if (_disposed)
            return;
        _disposed = true;
        if (disposing)
            Input.Dispose();
        base.Dispose(disposing);
    }
}
