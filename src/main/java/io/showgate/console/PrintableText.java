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

/** A text that people read: not blank, bounded, without control characters and half characters. */
@NotBlank
@Size
@Pattern(regexp = "[^\\p{Cc}\\p{Cs}]*")
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@interface PrintableText {

    /** Characters at most. */
    @OverridesAttribute(constraint = Size.class, name = "max")
    int max();

    /** What the client reads after the member's name. */
    String message() default "has 1 to {max} printable characters";

    /** Unused, asked for by the standard. */
    Class<?>[] groups() default {};

    /** Unused, asked for by the standard. */
    Class<? extends Payload>[] payload() default {};
}
