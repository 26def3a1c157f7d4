"""The types of nodes that the grammars have, by what they are. Alike things are named alike."""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


IDENTIFIERS = _set("""
    base field_identifier generic_name identifier name package_identifier qualified_name
    scoped_identifier self shorthand_property_identifier simple_identifier super this
    this_expression type_identifier variable_name
""")
STRINGS = _set("""
    encapsed_string heredoc interpolated_string_expression interpreted_string_literal
    line_string_literal multiline_string_literal nowdoc raw_string_literal string
    string_literal template_string verbatim_string_literal
""")
CONTENT = _set("""
    interpreted_string_literal_content multiline_string_fragment nowdoc_string
    raw_string_content raw_string_literal_content string_content string_fragment
    string_literal_content
""")
ESCAPES = _set("""
    escape_interpolation escape_sequence
""")
DELIMITERS = _set("""
    heredoc_end heredoc_start interpolation_quote interpolation_start raw_string_end
    raw_string_start string_end string_start
""")
FILLED = _set("""
    interpolation template_substitution
""")
BESIDE = _set("""
    format_specifier interpolation_alignment_clause interpolation_brace
    interpolation_format_clause type_conversion
""")
MEMBERS = _set("""
    attribute class_constant_access_expression conditional_access_expression field_access
    member_access_expression member_expression navigation_expression
    nullsafe_member_access_expression scoped_property_access_expression selector_expression
""")
CALLS = _set("""
    call call_expression function_call_expression invocation_expression
    member_call_expression method_invocation nullsafe_member_call_expression
    scoped_call_expression
""")
MAKERS = _set("""
    composite_literal implicit_object_creation_expression new_expression
    object_creation_expression
""")
BINARY = _set("""
    additive_expression binary_expression binary_operator boolean_operator
""")
CHOICES = _set("""
    conditional_expression if_expression ternary_expression
""")
LISTS = _set("""
    argument_list array array_creation_expression array_element_initializer
    array_initializer collection_expression collection_literal concatenated_string
    dictionary element_reference expression_list generator_expression initializer_expression
    list list_comprehension literal_value object set tuple
""")
WRAPPERS = _set("""
    annotated_lambda argument arrow_expression_clause as_expression await await_expression
    cast_expression checked_expression delegate_expression expression_statement
    index_expression_clause jump_expression keyed_element list_splat literal_element
    non_null_expression not_null_assertion pair parenthesized_expression
    postfix_unary_expression prefix_expression ref_expression return_expression
    return_statement satisfies_expression spread_element throw_expression
    type_assertion_expression type_conversion_expression unary_expression value_argument
    variadic_unpacking
""")
SUBSCRIPTS = _set("""
    array_access element_access_expression index_expression indexing_expression
    slice_expression subscript subscript_expression
""")
LAMBDAS = _set("""
    anonymous_function anonymous_function_creation_expression anonymous_method_expression
    arrow_function func_literal function_expression lambda lambda_expression lambda_literal
""")
COMMENTS = _set("""
    block_comment comment line_comment multiline_comment
""")
TYPES = _set("""
    array_type cast_type predefined_type slice_type type type_annotation type_arguments
    type_identifier user_type
""")
FUNCTIONS = _set("""
    anonymous_function arrow_function constructor_declaration func_literal
    function_declaration function_definition function_expression lambda lambda_expression
    local_function_statement method_declaration method_definition
""")
PARAMETERS = _set("""
    class_parameter default_parameter formal_parameter optional_parameter parameter
    parameter_declaration property_promotion_parameter required_parameter simple_parameter
    spread_parameter typed_default_parameter typed_parameter
""")
DECLARATORS = _set("""
    const_element const_spec property_declaration property_element public_field_definition
    var_spec variable_declarator
""")
ASSIGNMENTS = _set("""
    assignment assignment_expression assignment_statement augmented_assignment
    augmented_assignment_expression named_expression short_var_declaration
""")
LOOPS = _set("""
    enhanced_for_statement for_in_clause for_in_statement for_statement foreach_statement
    range_clause
""")
IMPORTS = _set("""
    import import_declaration import_from_statement import_header import_spec
    import_statement namespace_use_declaration using_directive
""")
NAMES = _set("""
    field_identifier identifier name package_identifier property_identifier
    shorthand_property_identifier type_identifier
""")
OUTERMOST = _set("""
    array array_creation_expression binary_expression binary_operator call call_expression
    collection_expression composite_literal concatenated_string conditional_expression
    encapsed_string function_call_expression heredoc implicit_object_creation_expression
    interpolated_string_expression interpreted_string_literal invocation_expression list
    member_call_expression method_invocation multiline_string_literal new_expression nowdoc
    nullsafe_member_call_expression object_creation_expression raw_string_literal
    scoped_call_expression string string_literal template_string ternary_expression tuple
    verbatim_string_literal
""")
