namespace Peninsula.Casework.Forms;

/// <summary>A field that was answered wrongly: the error summary links to the field's id.</summary>
public sealed record FieldError(string FieldId, string Message);
