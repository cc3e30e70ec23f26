using System.Collections;
using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;

namespace Peninsula.Persistence.Queries;

/// <summary>Makes conditions of expressions that every database provider translates.</summary>
internal static class Predicates
{
    private static readonly MethodInfo LikeMethod = typeof(DbFunctionsExtensions).GetMethod(
        nameof(DbFunctionsExtensions.Like), [typeof(DbFunctions), typeof(string), typeof(string), typeof(string)])!;

    private static readonly MethodInfo CompareMethod = typeof(string).GetMethod(nameof(string.Compare), [typeof(string), typeof(string)])!;

    /// <summary>The terms' conditions together, or null when there are none.</summary>
    public static Expression<Func<T, bool>>? Of<T>(SearchFields<T> fields, SearchTerms terms)
    {
        var row = Expression.Parameter(typeof(T), "row");
        var all = Both(terms.All.Select(condition => Of(fields, condition, row)), Expression.AndAlso);
        var any = Both(terms.Any.Select(group => Both(group.Select(condition => Of(fields, condition, row)), Expression.AndAlso) ?? Expression.Constant(true)), Expression.OrElse);
        return Both(new[] { all, any }.OfType<Expression>(), Expression.AndAlso) is { } body ? Expression.Lambda<Func<T, bool>>(body, row) : null;
    }

    /// <summary>Rows that come after a place in the order: a &gt; x, or a = x and b &gt; y ...</summary>
    public static Expression<Func<T, bool>> After<T>(IReadOnlyList<(SearchField<T> Field, bool Descending)> order, IReadOnlyList<object?> place)
    {
        var row = Expression.Parameter(typeof(T), "row");
        Expression? after = null;
        for (var i = order.Count - 1; i >= 0; i--)
        {
            var value = Sorted(order[i].Field, row);
            var operand = Operand(place[i] ?? Nulls.Last(order[i].Field.Type), order[i].Field.Type);
            var past = Compare(value, operand, order[i].Descending ? ExpressionType.LessThan : ExpressionType.GreaterThan);
            after = after is null ? past : Expression.OrElse(past, Expression.AndAlso(Compare(value, operand, ExpressionType.Equal), after));
        }

        return Expression.Lambda<Func<T, bool>>(after!, row);
    }

    /// <summary>The field's value for sorting: a value that comes last stands for none, since databases disagree about where null goes.</summary>
    public static LambdaExpression Sorted<T>(SearchField<T> field)
    {
        var row = Expression.Parameter(typeof(T), "row");
        return Expression.Lambda(Sorted(field, row), row);
    }

    private static Expression Sorted<T>(SearchField<T> field, ParameterExpression row)
    {
        var value = On(field, row);
        return Nullable.GetUnderlyingType(value.Type) is { } type ? Expression.Coalesce(value, Operand(Nulls.Last(type), type))
            : value.Type == typeof(string) ? Expression.Coalesce(value, Operand(Nulls.Last(typeof(string)), typeof(string)))
            : value;
    }

    private static Expression Of<T>(SearchFields<T> fields, Condition condition, ParameterExpression row)
    {
        var field = fields[condition.Field];
        var value = On(field, row);
        switch (condition.Comparison)
        {
            case Comparison.Exists:
                var isNull = value.Type.IsValueType && Nullable.GetUnderlyingType(value.Type) is null
                    ? Expression.Constant(false)
                    : (Expression)Expression.Equal(value, Expression.Constant(null, value.Type));
                return condition.Operand is true ? Expression.Not(isNull) : isNull;
            case Comparison.In or Comparison.NotIn:
                var among = Among(value, (IEnumerable)condition.Operand!);
                return condition.Comparison == Comparison.In ? among : Expression.Not(among);
            case Comparison.Like:
                return Expression.Call(LikeMethod, Expression.Constant(EF.Functions), value, Operand(Patterns.ToSql((string)condition.Operand!), typeof(string)), Expression.Constant(Patterns.Escape));
            default:
                return Compare(value, Operand(condition.Operand, field.Type), condition.Comparison switch
                {
                    Comparison.Equal => ExpressionType.Equal,
                    Comparison.NotEqual => ExpressionType.NotEqual,
                    Comparison.Greater => ExpressionType.GreaterThan,
                    Comparison.GreaterOrEqual => ExpressionType.GreaterThanOrEqual,
                    Comparison.Less => ExpressionType.LessThan,
                    _ => ExpressionType.LessThanOrEqual,
                });
        }
    }

    private static BinaryExpression Compare(Expression value, Expression operand, ExpressionType how)
    {
        if (value.Type == typeof(string) && how is not (ExpressionType.Equal or ExpressionType.NotEqual))
        {
            return Expression.MakeBinary(how, Expression.Call(CompareMethod, value, operand), Expression.Constant(0));
        }

        return Expression.MakeBinary(how, value, value.Type == operand.Type ? operand : Expression.Convert(operand, value.Type));
    }

    private static MethodCallExpression Among(Expression value, IEnumerable operands)
    {
        var list = Array.CreateInstance(value.Type, operands.Cast<object>().Count());
        var i = 0;
        foreach (var operand in operands)
        {
            list.SetValue(operand, i++);
        }

        return Expression.Call(typeof(Enumerable), nameof(Enumerable.Contains), [value.Type], Operand(list, list.GetType()), value);
    }

    // A member of an object, not a constant: the statement is then the same for every value, and is prepared once.
    private static MemberExpression Operand(object? value, Type type)
    {
        var box = Activator.CreateInstance(typeof(Box<>).MakeGenericType(type), value)!;
        return Expression.Property(Expression.Constant(box), nameof(Box<int>.Value));
    }

    private static Expression On<T>(SearchField<T> field, ParameterExpression row) =>
        new Replacing(field.Value.Parameters[0], row).Visit(field.Value.Body);

    private static Expression? Both(IEnumerable<Expression> parts, Func<Expression, Expression, Expression> join) =>
        parts.Aggregate<Expression, Expression?>(null, (all, expression) => all is null ? expression : join(all, expression));

    private sealed record Box<TValue>(TValue Value);

    private sealed class Replacing(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
