package io.spillway.batch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.spillway.batch.rules.BreaksTheRules;
import io.spillway.domain.money.Ratio;
import io.spillway.domain.rules.PointsTheWrongWay;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Date;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The rules of the house, on the compiled classes of every module; a rule that cannot fail is none. */
class HouseRulesTest {

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("io.spillway");
    private static final JavaClasses BAD = new ClassFileImporter()
            .importClasses(BreaksTheRules.class, PointsTheWrongWay.class);

    private static final String DOMAIN = "io.spillway.domain..";
    private static final String WATERFALL = "io.spillway.waterfall..";
    /** Where scenarios are drawn and distances told; money is whole numbers there too. */
    private static final String[] STATISTICS = {"io.spillway.waterfall.scenario..", "io.spillway.waterfall.sizing.."};
    private static final String REPORTS = "io.spillway.reports..";
    private static final String BATCH = "io.spillway.batch..";
    /** Where amounts are worked out, kept or read: everywhere but the random market and the pictures. */
    private static final String[] MONEY = {DOMAIN, WATERFALL, "io.spillway.batch.store..", "io.spillway.batch.eod..",
            "io.spillway.batch.ingest..", "io.spillway.batch.drill..", "io.spillway.batch.report..",
            "io.spillway.batch.rules.."};
    private static final String MONEY_NAMES =
            "(?i).*(amount|money|cash|equity|deficit|loss|paid|contribution|capital|balance).*";
    private static final Set<Class<?>> CLOCKS = Set.of(LocalDate.class, LocalDateTime.class, LocalTime.class,
            ZonedDateTime.class, OffsetDateTime.class, Instant.class, Year.class, YearMonth.class);

    @Test
    void everyModuleIsLookedAt() {
        assertThat(CODE.stream().map(c -> c.getPackageName().split("\\.")[2]).distinct())
                .contains("domain", "waterfall", "reports", "batch");
    }

    @Test
    void arrowsRunFromBatchJobsToReportsToWaterfallToDomain() {
        holds(noClasses().that().resideInAPackage(DOMAIN).should().dependOnClassesThat()
                .resideInAnyPackage(WATERFALL, REPORTS, BATCH));
        noClasses().that().resideInAPackage(WATERFALL).should().dependOnClassesThat()
                .resideInAnyPackage(REPORTS, BATCH).check(CODE);
        noClasses().that().resideInAPackage(REPORTS).should().dependOnClassesThat().resideInAPackage(BATCH)
                .check(CODE);
    }

    @Test
    void domainAndWaterfallNeedNothingButTheJdk() {
        holds(noClasses().that().resideInAnyPackage(DOMAIN, WATERFALL).and().resideOutsideOfPackages(STATISTICS).should()
                .dependOnClassesThat().resideOutsideOfPackages(DOMAIN, WATERFALL, "java.."));
    }

    @Test
    void scenariosAndSizingNeedOneMathsLibraryBeside() {
        noClasses().that().resideInAnyPackage(STATISTICS).should().dependOnClassesThat()
                .resideOutsideOfPackages(DOMAIN, WATERFALL, "java..", "org.hipparchus..").check(CODE);
    }

    @Test
    void dayAndCascadeKnowNothingOfSizing() {
        noClasses().that().resideInAnyPackage(DOMAIN, WATERFALL).and().resideOutsideOfPackages(STATISTICS).should()
                .dependOnClassesThat().resideInAnyPackage(STATISTICS).check(CODE);
    }

    @Test
    void packagesOfTheEngineHaveNoCycles() {
        slices().matching("io.spillway.(*).(*)..").that(DescribedPredicate.describe("are of the engine or reports",
                slice -> !slice.getNamePart(1).equals("batch"))).should().beFreeOfCycles().check(CODE);
    }

    @Test
    void poiIsTouchedByTheWorkbookPackageOnly() {
        holds(noClasses().that().resideOutsideOfPackage("io.spillway.reports.workbook..").should()
                .dependOnClassesThat().resideInAPackage("org.apache.poi.."));
    }

    @Test
    void entitiesAreRowsOfTheStore() {
        holds(classes().that().areAnnotatedWith("jakarta.persistence.Entity").should()
                .resideInAPackage("io.spillway.batch.store.."));
    }

    @Test
    void reportsKnowNoSpringAndNoStore() {
        holds(noClasses().that().resideInAnyPackage(REPORTS, DOMAIN).should().dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "jakarta.persistence..", "org.hibernate..", "org.quartz.."));
    }

    @Test
    void nobodyKeepsAThreadLocal() {
        holds(noClasses().should().dependOnClassesThat().areAssignableTo(ThreadLocal.class));
    }

    @Test
    void theClockIsInjected() {
        holds(noClasses().should().callMethodWhere(DescribedPredicate.describe("asks the default clock",
                        call -> call.getName().equals("now") && call.getTarget().getRawParameterTypes().isEmpty()
                                && CLOCKS.stream().anyMatch(call.getTargetOwner()::isEquivalentTo)))
                .orShould().callMethod(System.class, "currentTimeMillis")
                .orShould().callConstructor(Date.class).orShould().callMethod(Calendar.class, "getInstance"));
    }

    @Test
    void clocksAreMadeByTheCommandsOnly() {
        holds(noClasses().that().resideOutsideOfPackage("io.spillway.batch.cli..").should().callMethod(Clock.class,
                "systemUTC").orShould().callMethod(Clock.class, "systemDefaultZone"));
    }

    @Test
    void randomNumbersComeFromASeedAndAnItemsNumber() {
        holds(noClasses().should().dependOnClassesThat().areAssignableTo(Random.class)
                .orShould().callMethod(Math.class, "random").orShould().callConstructor(SplittableRandom.class));
    }

    @Test
    void moneyIsNeverADouble() {
        holds(fields().that().haveNameMatching(MONEY_NAMES).and().areDeclaredInClassesThat()
                .resideInAnyPackage(MONEY).should().notHaveRawType(double.class).andShould()
                .notHaveRawType(double[].class));
        holds(methods().that().haveNameMatching(MONEY_NAMES).and().areDeclaredInClassesThat()
                .resideInAnyPackage(MONEY).should().notHaveRawReturnType(double.class).andShould()
                .notHaveRawReturnType(double[].class));
        holds(noFields().that().areDeclaredInClassesThat().resideInAnyPackage(MONEY).should()
                .haveRawType(float.class).orShould().haveRawType(float[].class));
    }

    @Test
    void doublesOfTheEngineAreThoseOfTheImpactModelsAndOfStatisticsOnly() {
        holds(noMethods().that().areDeclaredInClassesThat().resideInAnyPackage(DOMAIN, WATERFALL)
                .and().areDeclaredInClassesThat().resideOutsideOfPackages(STATISTICS)
                .and().areNotDeclaredIn(Ratio.class).should().haveRawReturnType(double.class));
        holds(noFields().that().areDeclaredInClassesThat().resideInAnyPackage(DOMAIN, WATERFALL)
                .and().areDeclaredInClassesThat().resideOutsideOfPackages(STATISTICS).should()
                .haveRawType(double.class));
    }

    @Test
    void publicMethodsTakeAtMostFourParametersOrARecord() {
        holds(noMethods().that().arePublic().and().areDeclaredInClassesThat().arePublic()
                .and().areDeclaredInClassesThat().resideInAnyPackage(DOMAIN, WATERFALL, BATCH)
                .and().areNotAnnotatedWith("org.springframework.context.annotation.Bean").should(
                new ArchCondition<>("have more than four parameters") {
                    @Override
                    public void check(JavaMethod method, ConditionEvents events) {
                        boolean tooMany = method.getRawParameterTypes().size() > 4;
                        events.add(new SimpleConditionEvent(method, tooMany, method.getDescription()));
                    }
                }));
    }

    /** The rule holds on the house's code, and finds something in the controls. */
    private static void holds(ArchRule rule) {
        rule.check(CODE);
        assertThatThrownBy(() -> rule.check(BAD)).as("a control").isInstanceOf(AssertionError.class);
    }
}
