namespace Microsoft.ML.AutoML;

/// <summary>Reads sums of products of names.</summary>
internal sealed class EntityParser(string text)
{
    private int _position;

    public Entity Parse()
    {
        var entity = ParseSum();
        return Peek() == '\0' ? entity : throw Unexpected();
    }

    private Entity ParseSum()
    {
        var entity = ParseProduct();
        while (Take('+'))
        {
            entity += ParseProduct();
        }

        return entity;
    }

    private Entity ParseProduct()
    {
        var entity = ParsePart();
        while (Take('*'))
        {
            entity *= ParsePart();
        }

        return entity;
    }

    private Entity ParsePart()
    {
        if (Take('('))
        {
            var entity = ParseSum();
            return Take(')') ? entity : throw Unexpected();
        }

        Peek();
        var start = _position;
        while (_position < text.Length && (char.IsLetterOrDigit(text[_position]) || text[_position] == '_'))
        {
            _position++;
        }

        return _position > start ? new StringEntity(text[start.._position]) : throw Unexpected();
    }

    private bool Take(char expected)
    {
        if (Peek() != expected)
        {
            return false;
        }

        _position++;
        return true;
    }

    private char Peek()
    {
        while (_position < text.Length && char.IsWhiteSpace(text[_position]))
        {
            _position++;
        }

        return _position < text.Length ? text[_position] : '\0';
    }

    private ArgumentException Unexpected()
        => new($"'{text}' is not a pipeline's schema: names, '*', '+' and parentheses were expected, but position {_position} has something else.");
}
