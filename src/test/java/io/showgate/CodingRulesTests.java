package io.showgate;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import io.showgate.redis.LuaScript;
import io.showgate.support.CompiledProduct;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.redisson.api.RScript;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.annotation.Transactional;

/** Rules for the code inside methods, checked on the compiled product. */
class CodingRulesTests {

    /** The names of Redis clients' methods that read a whole collection. */
    private static final String READS_OF_EVERYTHING =
            "(get)?[kK]eys\\w*|scan|members|entries|values|readAll\\w*|keySet|entrySet|iterator|stream";

    @Test
    void luaIsOnlyEverLoadedFromResources() {
        noClasses()
                .that(not(type(LuaScript.class)))
                .should()
                .accessClassesThat(type(RScript.class))
                .check(CompiledProduct.CLASSES);
    }

    @Test
    void nothingReadsAWholeCollectionFromRedis() {
        noClasses()
                .should()
                .accessTargetWhere(access(
                        "a read of a whole collection",
                        access -> access.getName().matches(READS_OF_EVERYTHING)
                                && access.getTargetOwner()
                                        .getPackageName()
                                        .matches("org\\.(redisson|springframework\\.data\\.redis)\\b.*")))
                .check(CompiledProduct.CLASSES);
    }

    @Test
    void eventsArePublishedInTransactions() {
        noClasses()
                .should()
                .accessTargetWhere(access(
                        "publishEvent outside @Transactional",
                        access -> access.getName().equals("publishEvent")
                                && access.getTargetOwner().isAssignableTo(ApplicationEventPublisher.class)
                                && !access.getOrigin().isAnnotatedWith(Transactional.class)
                                && !access.getOriginOwner().isAnnotatedWith(Transactional.class)))
                .check(CompiledProduct.CLASSES);
    }

    @Test
    void timeComesFromAClock() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.showgate.web.WebConfiguration")
                .should()
                .accessTargetWhere(access("the machine's time of day", CodingRulesTests::readsTimeOfDay))
                .check(CompiledProduct.CLASSES);
    }

    @Test
    void nothingSleeps() {
        noClasses()
                .should()
                .accessTargetWhere(access(
                        "sleep",
                        access -> access.getName().equals("sleep")
                                && (access.getTargetOwner().isEquivalentTo(Thread.class)
                                        || access.getTargetOwner().isEquivalentTo(TimeUnit.class))))
                .check(CompiledProduct.CLASSES);
    }

    @Test
    void nothingPrints() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(CompiledProduct.CLASSES);
    }

    @Test
    void dependenciesComeThroughConstructors() {
        NO_CLASSES_SHOULD_USE_FIELD_INJECTION.check(CompiledProduct.CLASSES);
    }

    @Test
    void entityManagersComeThroughConstructors() {
        fields().should().notBeAnnotatedWith(PersistenceContext.class).check(CompiledProduct.CLASSES);
    }

    private static DescribedPredicate<JavaAccess<?>> access(String description, Predicate<JavaAccess<?>> condition) {
        return describe(description, condition);
    }

    private static boolean readsTimeOfDay(JavaAccess<?> access) {
        var owner = access.getTargetOwner();
        return switch (access.getName()) {
            case "now" ->
                owner.getPackageName().startsWith("java.time")
                        && !access.getTarget().getFullName().contains("(" + Clock.class.getName());
            case "currentTimeMillis" -> owner.isEquivalentTo(System.class);
            case "system", "systemUTC", "systemDefaultZone" -> owner.isEquivalentTo(Clock.class);
            default -> false;
        };
    }
}
