using System.Collections;
using System.Reflection;

namespace Microsoft.ML.SearchSpace;

/// <summary>Turns objects into parameters.</summary>
internal static class ObjectParameters
{
    /// <summary>A plain value becomes one parameter; of anything else the properties of the declared type do.</summary>
    public static Parameter From(object value, Type declaredType) => value switch
    {
        int number => Parameter.FromInt(number),
        long number => Parameter.FromLong(number),
        double number => Parameter.FromDouble(number),
        float number => Parameter.FromFloat(number),
        string text => Parameter.FromString(text),
        bool flag => Parameter.FromBool(flag),
        IEnumerable values => Parameter.FromArray(values),
        Enum name => Parameter.FromString(Enum.GetName(name.GetType(), name)),
        _ => FromProperties(value, declaredType),
    };

    private static Parameter FromProperties(object value, Type declaredType)
    {
        var parameter = Parameter.CreateNestedParameter();
        foreach (var property in declaredType.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (!property.CanRead || !property.CanWrite || property.GetValue(value) is not { } propertyValue)
            {
                continue;
            }

            var nested = From(propertyValue, property.PropertyType);
            if (nested.Count != 0)
            {
                parameter[property.Name] = nested;
            }
        }

        return parameter;
    }
}
