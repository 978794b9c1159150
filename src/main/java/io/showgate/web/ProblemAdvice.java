package io.showgate.web;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.redisson.client.RedisException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.MethodParameter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.transaction.TransactionException;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestValueException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * Turns exceptions into answers, for all controllers. A client's mistake becomes a 4xx without a log line. If a
 * dependency does not answer, the answer is a 503 with a time to come back. Everything else is a bug: it is logged once
 * as an error, with the {@code traceId} of the answer.
 */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    private final DependencyFailures redis;
    private final DependencyFailures database;

    ProblemAdvice(MeterRegistry meters) {
        redis = new DependencyFailures("redis", meters);
        database = new DependencyFailures("database", meters);
    }

    @ExceptionHandler
    ResponseEntity<byte[]> invalidInput(InvalidInputException refused) {
        return refused.problem().toResponse();
    }

    /** A malformed parameter, or a header with forbidden characters; both are found at the first access. */
    @ExceptionHandler({InvalidParameterException.class, RequestRejectedException.class})
    ResponseEntity<byte[]> malformed() {
        return Problem.ofStatus(400).toResponse();
    }

    @ExceptionHandler
    ResponseEntity<byte[]> redisIsAway(RedisException broken) {
        return redis.answer(broken);
    }

    @ExceptionHandler
    ResponseEntity<byte[]> busy(BusyException refused) {
        LOG.debug("{}", refused.getMessage());
        return Problem.of(
                        ProblemType.TRY_AGAIN_LATER,
                        "Too many others ask for the same now. Nothing is lost; come back after the time in Retry-After.")
                .toResponse();
    }

    @ExceptionHandler({DataAccessException.class, TransactionException.class})
    ResponseEntity<byte[]> databaseIsAway(RuntimeException broken) {
        return database.answer(broken);
    }

    @ExceptionHandler
    ResponseEntity<byte[]> bug(RuntimeException bug) {
        var traceId = Problem.newTraceId();
        LOG.error("Unexpected failure, answered with traceId {}", traceId, bug);
        return Problem.of(ProblemType.INTERNAL_ERROR, "The failure is recorded under this traceId.")
                .toResponse(traceId);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception refused,
            @Nullable Object ignored,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        var answer = describe(refused, status).toResponse();
        return ResponseEntity.status(answer.getStatusCode())
                .headers(headers)
                .headers(answer.getHeaders())
                .body(answer.getBody());
    }

    private static Problem describe(Exception refused, HttpStatusCode status) {
        return switch (refused) {
            case MethodArgumentTypeMismatchException e -> parameter(e.getName(), "has a value of the wrong kind");
            case TypeMismatchException e ->
                parameter(String.valueOf(e.getPropertyName()), "has a value of the wrong kind");
            case HandlerMethodValidationException e -> invalid(e);
            case MissingRequestValueException e -> Problem.of(ProblemType.INVALID_PARAMETER, "A parameter is missing.");
            case HttpMessageNotReadableException e
            when e.getCause() instanceof UnrecognizedPropertyException unknown ->
                member(path(unknown), "is not known to this route");
            case HttpMessageNotReadableException e
            when e.getCause() instanceof JacksonException mismatch
                    && !mismatch.getPath().isEmpty() -> member(path(mismatch), "has a value of the wrong kind");
            case HttpMessageNotReadableException _ ->
                Problem.of(
                        ProblemType.INVALID_BODY,
                        "The body is missing, is not JSON or has a member that is not allowed.");
            case MethodArgumentNotValidException e -> invalid(e);
            default -> Problem.ofStatus(status.value());
        };
    }

    private static Problem invalid(HandlerMethodValidationException refused) {
        var failed = refused.getParameterValidationResults().getFirst();
        var expectation = failed.getResolvableErrors().stream()
                .map(error -> String.valueOf(error.getDefaultMessage()))
                .collect(Collectors.joining(", "));
        return parameter(name(failed.getMethodParameter()), expectation);
    }

    private static Problem invalid(MethodArgumentNotValidException refused) {
        var failed = refused.getFieldErrors().stream()
                .min(Comparator.comparing(FieldError::getField).thenComparing(FieldError::toString))
                .orElseThrow();
        return member(failed.getField(), String.valueOf(failed.getDefaultMessage()));
    }

    private static String name(MethodParameter parameter) {
        return String.valueOf(parameter.getParameterName());
    }

    private static Problem parameter(String name, String expectation) {
        return Problem.of(
                        ProblemType.INVALID_PARAMETER,
                        String.format(Locale.ROOT, "The parameter '%s' %s.", name, expectation))
                .with("parameter", name);
    }

    private static Problem member(String name, String expectation) {
        return InvalidInputException.member(name, String.format(Locale.ROOT, "The member '%s' %s.", name, expectation))
                .problem();
    }

    /** The place in the body, as in {@code schedules[0].startsAt}. */
    private static String path(JacksonException mismatch) {
        return mismatch.getPath().stream()
                .map(step ->
                        step.getPropertyName() == null ? "[" + step.getIndex() + ']' : '.' + step.getPropertyName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }
}
