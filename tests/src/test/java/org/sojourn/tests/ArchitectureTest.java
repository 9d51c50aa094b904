package org.sojourn.tests;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sojourn.data.ForwardingSink;

/** The package graph of docs/architecture.md; a package that does not exist yet obeys every rule. */
@AnalyzeClasses(packages = "org.sojourn", importOptions = ArchitectureTest.NoTests.class)
class ArchitectureTest {
    private static final String BASE = "org.sojourn.";

    /** For each top-level package the others it may use; itself and everything outside Sojourn is always allowed. */
    private static final Map<String, List<String>> MAY_USE = new TreeMap<>(Map.ofEntries(
            Map.entry("model", List.of()),
            Map.entry("format", List.of("model")),
            Map.entry("query", List.of("model", "format")),
            Map.entry("rules", List.of("model", "format", "query")),
            Map.entry("data", List.of("model", "format", "query", "rules")),
            // A structure message has the header, and hands its structures to the readers of data.
            Map.entry("structure", List.of("model", "format", "query", "rules", "data")),
            Map.entry("mapping", List.of("model", "format", "query", "rules", "data", "structure")),
            Map.entry("metadata", List.of("model", "format", "query", "rules", "data", "structure")),
            Map.entry("registry", List.of("model", "format", "query", "rules", "data", "structure")),
            Map.entry("validation", List.of("model", "format", "query", "rules", "data", "structure")),
            Map.entry(
                    "dsd",
                    List.of(
                            "model",
                            "format",
                            "query",
                            "rules",
                            "data",
                            "structure",
                            "mapping",
                            "metadata",
                            "validation")),
            Map.entry("config", List.of("model")),
            Map.entry("store", with("config")),
            Map.entry("index", with("config", "store")),
            Map.entry("security", with("config", "store")),
            Map.entry("service", with("config", "store", "index", "security")),
            Map.entry("exchange", with("config", "store", "index", "security", "service")),
            Map.entry("web", with("config", "service", "security")),
            Map.entry("rest", with("config", "security", "service", "exchange", "web")),
            Map.entry("cli", with("config", "store", "index", "security", "service", "exchange", "web", "rest"))));

    /** Leaves out what is only for tests: folders, and the jars of fixtures once the modules are packed. */
    static final class NoTests implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar") && !location.contains("/test-classes/");
        }
    }

    private static List<String> with(String... server) {
        List<String> all = new ArrayList<>(List.of(
                "model",
                "format",
                "query",
                "rules",
                "data",
                "structure",
                "mapping",
                "metadata",
                "registry",
                "validation",
                "dsd"));
        all.addAll(List.of(server));
        return all;
    }

    @ArchTest
    static void everyPackageUsesOnlyThoseBelowIt(com.tngtech.archunit.core.domain.JavaClasses sojourn) {
        MAY_USE.forEach((name, allowed) -> {
            List<String> packages = new ArrayList<>(List.of(BASE + name + ".."));
            allowed.forEach(other -> packages.add(BASE + other + ".."));
            classes()
                    .that(are(resideInAnyPackage(BASE + name + "..")))
                    .should()
                    .onlyDependOnClassesThat(resideInAnyPackage(packages.toArray(String[]::new))
                            .or(com.tngtech.archunit.base.DescribedPredicate.not(resideInAnyPackage("org.sojourn.."))))
                    .as(name + " uses only " + (allowed.isEmpty() ? "itself" : String.join(", ", allowed)))
                    .allowEmptyShould(true)
                    .check(sojourn);
        });
    }

    @ArchTest
    static final ArchRule everyPackageHasItsPlaceInTheGraph = classes()
            .that()
            .resideInAPackage("org.sojourn..")
            .should()
            .resideInAnyPackage(
                    MAY_USE.keySet().stream().map(name -> BASE + name + "..").toArray(String[]::new));

    @ArchTest
    static final ArchRule topLevelPackagesHaveNoCycles =
            slices().matching("org.sojourn.(*)..").should().beFreeOfCycles().allowEmptyShould(true);

    @ArchTest
    static final ArchRule theInterfacesDoNotKnowEachOther = slices().matching("org.sojourn.rest.(v1|v2|admin)..")
            .should()
            .notDependOnEachOther()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule onlyTheOutsideKnowsHttp = noClasses()
            .that(are(resideInAnyPackage(
                    "org.sojourn.service..",
                    "org.sojourn.store..",
                    "org.sojourn.index..",
                    "org.sojourn.model..",
                    "org.sojourn.data..",
                    "org.sojourn.structure..",
                    "org.sojourn.query..",
                    "org.sojourn.rules..")))
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "jakarta.ws.rs..", "jakarta.servlet..", "org.eclipse.jetty..", "java.net.http.."))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule onlyTheStoreKnowsPersistence = noClasses()
            .that(are(com.tngtech.archunit.base.DescribedPredicate.not(
                    resideInAnyPackage("org.sojourn.store..", "org.sojourn.cli.."))))
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("jakarta.persistence..", "org.flywaydb..", "com.zaxxer..", "org.h2.."))
            .allowEmptyShould(true);

    /** Data come in texts and in numbers; who looks at the ones must not let the others pass unseen. */
    @ArchTest
    static final ArchRule whoLooksAtTextsLooksAtNumbersToo = classes()
            .that()
            .areAssignableTo(ForwardingSink.class)
            .and()
            .doNotBelongToAnyOf(ForwardingSink.class)
            .should(new ArchCondition<>("override coded where they override series") {
                @Override
                public void check(JavaClass sink, ConditionEvents events) {
                    boolean series =
                            sink.getMethods().stream().anyMatch(m -> m.getName().equals("series"));
                    boolean coded =
                            sink.getMethods().stream().anyMatch(m -> m.getName().equals("coded"));
                    if (series && !coded) {
                        events.add(SimpleConditionEvent.violated(sink, sink.getName() + " overrides series only"));
                    }
                }
            });

    @ArchTest
    static final ArchRule logsGoThroughSlf4j = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

    @ArchTest
    static final ArchRule onlyCommandsPrint =
            noClasses().that().resideOutsideOfPackage("org.sojourn.cli..").should(ACCESS_STANDARD_STREAMS);

    @ArchTest
    static final ArchRule partsAreHandedToConstructors = noFields()
            .should()
            .beAnnotatedWith("jakarta.inject.Inject")
            .orShould()
            .beAnnotatedWith("jakarta.persistence.PersistenceContext")
            .orShould()
            .beAnnotatedWith("jakarta.annotation.Resource");
}
