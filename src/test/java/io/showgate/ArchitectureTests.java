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
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import io.showgate.redis.LuaScript;
import io.showgate.support.CompiledProduct;
import jakarta.persistence.Entity;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.data.repository.Repository;
import org.springframework.stereotype.Controller;

/** The rules of the code's structure, checked on the compiled product. */
class ArchitectureTests {

    private static final String[] TECHNICAL_MODULES = {
        "io.showgate.web",
        "io.showgate.redis",
        "io.showgate.startup",
        "io.showgate.token",
        "io.showgate.database",
        "io.showgate.traffic",
        "io.showgate.connection"
    };

    @Test
    void modulesAreFlat() {
        classes().should().resideInAnyPackage("io.showgate", "io.showgate.*").check(CompiledProduct.CLASSES);
    }

    @Test
    void technicalModulesDoNotDependOnBusinessModules() {
        noClasses()
                .that(resideInAnyPackage(TECHNICAL_MODULES))
                .should()
                .dependOnClassesThat(resideInAPackage("io.showgate..").and(not(resideInAnyPackage(TECHNICAL_MODULES))))
                .check(CompiledProduct.CLASSES);
    }

    @Test
    void internalTypesArePackagePrivate() {
        classes()
                .that(controllers()
                        .or(repositories())
                        .or(scripts())
                        .or(annotatedWith(Entity.class))
                        .or(annotatedWith(ConfigurationProperties.class)))
                .should()
                .bePackagePrivate()
                .check(CompiledProduct.CLASSES);
    }

    @Test
    void controllersUseNeitherRepositoriesNorScripts() {
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
                .check(CompiledProduct.CLASSES);
    }

    @Test
    void onlyTheCatalogueIsCached() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.showgate.catalogue")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework.cache..")
                .check(CompiledProduct.CLASSES);
    }

    /** Other types may hold a client to pass it on, but only these may call it. */
    @Test
    void onlyScriptsAndStreamsCallRedis() {
        noClasses()
                .that(not(scripts().or(simpleNameContaining("Stream")).or(resideInAPackage("io.showgate.redis"))))
                .should()
                .accessClassesThat()
                .resideInAPackage("org.redisson..")
                .check(CompiledProduct.CLASSES);
    }

    /** The catalogue's cache is Spring's cache, and uses Spring's Redis client. */
    @Test
    void onlyTheCatalogueUsesTheRedisTemplate() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.showgate.catalogue")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework.data.redis..")
                .check(CompiledProduct.CLASSES);
    }

    /** NullAway checks only packages with this annotation. */
    @Test
    void everyPackageIsNullMarked() {
        classes()
                .should(be(describe(
                        "in a @NullMarked package",
                        (JavaClass type) -> type.getPackage().isAnnotatedWith(NullMarked.class))))
                .check(CompiledProduct.CLASSES);
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
}
