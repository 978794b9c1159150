package io.showgate.console;

import jakarta.validation.Constraint;
import jakarta.validation.OverridesAttribute;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A text for people: not blank, of limited length, without control characters and lone surrogates. */
@NotBlank
@Size
@Pattern(regexp = "[^\\p{Cc}\\p{Cs}]*")
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@interface PrintableText {

    /** The most characters. */
    @OverridesAttribute(constraint = Size.class, name = "max")
    int max();

    /** The text that the client reads after the member's name. */
    String message() default "has 1 to {max} printable characters";

    /** Unused; the standard requires it. */
    Class<?>[] groups() default {};

    /** Unused; the standard requires it. */
    Class<? extends Payload>[] payload() default {};
}
