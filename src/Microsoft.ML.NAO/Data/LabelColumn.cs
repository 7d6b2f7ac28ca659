using Microsoft.ML.Data;
using Microsoft.ML.NAO.Datasets;

namespace Microsoft.ML.NAO.Data;

/// <summary>A label column. Its type says what is predicted: a key a class of several, a Boolean one of two, a Single a value.</summary>
internal abstract class LabelColumn(DataViewSchema.Column column)
{
    /// <summary>The column.</summary>
    public DataViewSchema.Column Column { get; } = column;

    /// <summary>Finds the column.</summary>
    /// <exception cref="ArgumentException">It is missing or of another type; the message says what to do.</exception>
    public static LabelColumn Resolve(DataViewSchema schema, string name)
    {
        var column = schema.GetColumnOrNull(name) ?? throw new ArgumentException(
            $"There is no label column '{name}'. The columns are {ColumnNames.List(schema)}.");
        return column.Type switch
        {
            KeyDataViewType when column.Type.RawType != typeof(uint) => throw Refuse(name, column.Type.ToString()!, isNumber: false),
            KeyDataViewType { Count: > 0 and <= int.MaxValue } => new KeyLabel(column),
            KeyDataViewType => throw new ArgumentException(
                $"The label column '{name}' is a key of unknown count; a key with a known number of classes was expected."),
            BooleanDataViewType => new BooleanLabel(column),
            NumberDataViewType when column.Type == NumberDataViewType.Single => new ValueLabel(column),
            _ => throw Refuse(name, column.Type.ToString()!, column.Type is NumberDataViewType),
        };
    }

    /// <summary>The refusal of a column of another type.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="type">Its type.</param>
    /// <param name="isNumber">Whether that is a number, which could be one to predict.</param>
    public static ArgumentException Refuse(string name, string type, bool isNumber) => new(
        $"The label column '{name}' is of type {type}; a key was expected to tell classes apart, a Boolean for two of them, a Single to predict a value. " +
        (isNumber
            ? $"Put Conversion.MapValueToKey(\"{name}\") or Conversion.ConvertType(\"{name}\") before the search."
            : $"Put Conversion.MapValueToKey(\"{name}\") before the search."));

    /// <summary>Reads the labels of a cursor's rows.</summary>
    public abstract LabelReader CreateReader(DataViewRow row);

    /// <summary>Throws unless another set's column has the same meaning.</summary>
    /// <exception cref="ArgumentException">It has not.</exception>
    public virtual void CheckSame(LabelColumn other)
    {
        if (other.Column.Type.RawType != Column.Type.RawType)
        {
            throw TypeMismatch.Create(other.Column, Column);
        }
    }

    /// <summary>Throws unless there is something to learn from the labels.</summary>
    /// <exception cref="ArgumentException">All are the same.</exception>
    public abstract void CheckTargets(PredictionTargets targets);
}
