package io.showgate;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameContaining;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.metaAnnotatedWith;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.showgate.redis.LuaScript;
import jakarta.persistence.Entity;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.redisson.api.RScript;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.repository.Repository;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;

/** The promises that the structure of the code makes, checked on the compiled product. */
class ArchitectureTests {

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.showgate");

    private static final String[] TECHNICAL_ROOMS = {
        "io.showgate.web",
        "io.showgate.redis",
        "io.showgate.startup",
        "io.showgate.token",
        "io.showgate.database",
        "io.showgate.traffic"
    };

    /** The names in Redis clients of reads whose cost grows with the stored data. */
    private static final String READS_OF_EVERYTHING =
            "(get)?[kK]eys\\w*|scan|members|entries|values|readAll\\w*|keySet|entrySet|iterator|stream";

    @Test
    void modulesAreFlat() {
        classes().should().resideInAnyPackage("io.showgate", "io.showgate.*").check(PRODUCT);
    }

    @Test
    void technicalRoomsKnowNoBusinessModule() {
        noClasses()
                .that(resideInAnyPackage(TECHNICAL_ROOMS))
                .should()
                .dependOnClassesThat(resideInAPackage("io.showgate..").and(not(resideInAnyPackage(TECHNICAL_ROOMS))))
                .check(PRODUCT);
    }

    @Test
    void insidesAreHidden() {
        classes()
                .that(controllers()
                        .or(repositories())
                        .or(scripts())
                        .or(annotatedWith(Entity.class))
                        .or(annotatedWith(ConfigurationProperties.class)))
                .should()
                .bePackagePrivate()
                .check(PRODUCT);
    }

    @Test
    void controllersKnowNeitherRepositoriesNorScripts() {
        noClasses()
                .that(controllers())
                .should()
                .dependOnClassesThat(repositories()
                        .or(scripts())
                        .or(type(LuaScript.class))
                        .or(resideInAnyPackage(
                                "org.redisson..",
                                "org.springframework.data.redis..",
                                "org.springframework.jdbc..",
                                "jakarta.persistence..")))
                .check(PRODUCT);
    }

    @Test
    void onlyTheCatalogueIsCached() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.showgate.concert")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework.cache..")
                .check(PRODUCT);
    }

    /** Other classes may pass a client on, but only these use it. */
    @Test
    void onlyScriptsAndStreamsTalkToRedis() {
        noClasses()
                .that(not(scripts().or(simpleNameContaining("Stream")).or(resideInAPackage("io.showgate.redis"))))
                .should()
                .accessClassesThat()
                .resideInAPackage("org.redisson..")
                .check(PRODUCT);
    }

    /** The catalogue uses Spring's cache with Spring's client. */
    @Test
    void onlyTheCatalogueUsesTheRedisTemplate() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.showgate.concert")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework.data.redis..")
                .check(PRODUCT);
    }

    @Test
    void luaIsOnlyEverLoadedFromResources() {
        noClasses()
                .that(not(type(LuaScript.class)))
                .should()
                .accessClassesThat(type(RScript.class))
                .check(PRODUCT);
    }

    @Test
    void nothingReadsAWholeCollectionFromRedis() {
        noClasses()
                .should()
                .accessTargetWhere(access(
                        "a read of everything",
                        access -> access.getName().matches(READS_OF_EVERYTHING)
                                && access.getTargetOwner()
                                        .getPackageName()
                                        .matches("org\\.(redisson|springframework\\.data\\.redis)\\b.*")))
                .check(PRODUCT);
    }

    @Test
    void eventsArePublishedInTransactions() {
        noClasses()
                .should()
                .accessTargetWhere(access(
                        "publishEvent outside of @Transactional",
                        access -> access.getName().equals("publishEvent")
                                && access.getTargetOwner().isAssignableTo(ApplicationEventPublisher.class)
                                && !access.getOrigin().isAnnotatedWith(Transactional.class)
                                && !access.getOriginOwner().isAnnotatedWith(Transactional.class)))
                .check(PRODUCT);
    }

    /** NullAway checks marked packages only. */
    @Test
    void everyPackageIsNullMarked() {
        classes()
                .should(be(describe(
                        "in a @NullMarked package",
                        (JavaClass type) -> type.getPackage().isAnnotatedWith(NullMarked.class))))
                .check(PRODUCT);
    }

    @Test
    void timeComesFromAClock() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.showgate.web.WebConfiguration")
                .should()
                .accessTargetWhere(access("the machine's time of day", ArchitectureTests::readsTimeOfDay))
                .check(PRODUCT);
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
                .check(PRODUCT);
    }

    @Test
    void nothingPrints() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(PRODUCT);
    }

    @Test
    void dependenciesComeThroughConstructors() {
        NO_CLASSES_SHOULD_USE_FIELD_INJECTION.check(PRODUCT);
    }

    @Test
    void entityManagersComeThroughConstructors() {
        fields().should().notBeAnnotatedWith(PersistenceContext.class).check(PRODUCT);
    }

    private static DescribedPredicate<JavaClass> controllers() {
        return metaAnnotatedWith(Controller.class).<JavaClass>forSubtype().as("controllers");
    }

    private static DescribedPredicate<JavaClass> repositories() {
        return assignableTo(Repository.class)
                .or(simpleNameEndingWith("Repository"))
                .as("repositories");
    }

    private static DescribedPredicate<JavaClass> scripts() {
        return simpleNameEndingWith("Scripts").as("scripts");
    }

    private static DescribedPredicate<JavaAccess<?>> access(String what, Predicate<JavaAccess<?>> condition) {
        return describe(what, condition);
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
