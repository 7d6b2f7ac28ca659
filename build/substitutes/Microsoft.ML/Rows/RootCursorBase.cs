namespace Microsoft.ML.Data;

/// <summary>A cursor that counts its own rows.</summary>
internal abstract class RootCursorBase : DataViewRowCursor
{
    private long _position = -1;
    private bool _disposed;

    public sealed override long Position => _position;

    public override long Batch => 0;

    /// <summary>Whether the cursor stands on a row.</summary>
    protected bool IsGood => _position >= 0;

    public sealed override bool MoveNext()
    {
        if (_disposed)
            return false;
        if (MoveNextCore())
        {
            _position++;
            return true;
        }

        Dispose();
        return false;
    }

    protected abstract bool MoveNextCore();

    protected void CheckGood()
    {
        if (_position < 0)
            throw Contracts.Except(RowErrors.FetchValueState);
    }

    protected override void Dispose(bool disposing)
    {
        _disposed = true;
        _position = -1;
        base.Dispose(disposing);
    }
}
