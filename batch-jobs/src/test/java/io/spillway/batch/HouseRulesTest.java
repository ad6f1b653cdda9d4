package io.spillway.batch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.spillway.batch.rules.BreaksTheRules;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The rules of the house, on the compiled classes of every module; a rule that cannot fail is none. */
class HouseRulesTest {

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("BreaksTheRules"))
            .importPackages("io.spillway");
    private static final JavaClasses BAD = new ClassFileImporter().importClasses(BreaksTheRules.class);

    private static final String DOMAIN = "io.spillway.domain..";
    private static final String WATERFALL = "io.spillway.waterfall..";
    private static final String REPORTS = "io.spillway.reports..";
    private static final String BATCH = "io.spillway.batch..";

    @Test
    void everyModuleIsLookedAt() {
        assertThat(CODE.stream().map(c -> c.getPackageName().split("\\.")[2]).distinct())
                .contains("domain", "waterfall", "reports", "batch");
    }

    @Test
    void arrowsRunFromBatchJobsToReportsToWaterfallToDomain() {
        noClasses().that().resideInAPackage(DOMAIN).should().dependOnClassesThat()
                .resideInAnyPackage(WATERFALL, REPORTS, BATCH).check(CODE);
        noClasses().that().resideInAPackage(WATERFALL).should().dependOnClassesThat()
                .resideInAnyPackage(REPORTS, BATCH).check(CODE);
        noClasses().that().resideInAPackage(REPORTS).should().dependOnClassesThat().resideInAPackage(BATCH)
                .check(CODE);
    }

    @Test
    void domainAndWaterfallNeedNothingButTheJdk() {
        noClasses().that().resideInAnyPackage(DOMAIN, WATERFALL).should().dependOnClassesThat()
                .resideOutsideOfPackages("io.spillway..", "java..").check(CODE);
    }

    @Test
    void poiIsTouchedByTheWorkbookPackageOnly() {
        noClasses().that().resideOutsideOfPackage("io.spillway.reports.workbook..").should().dependOnClassesThat()
                .resideInAPackage("org.apache.poi..").check(CODE);
    }

    @Test
    void entitiesAreRowsOfTheStore() {
        classes().that().areAnnotatedWith("jakarta.persistence.Entity").should()
                .resideInAPackage("io.spillway.batch.store..").check(CODE);
        noClasses().that().resideInAPackage(REPORTS).should().dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "jakarta.persistence..").check(CODE);
    }

    @Test
    void nobodyKeepsAThreadLocal() {
        ArchRule rule = noFields().should().haveRawType(ThreadLocal.class);
        rule.check(CODE);
        canFail(rule);
    }

    @Test
    void theClockIsInjected() {
        ArchRule rule = noClasses().should().callMethodWhere(isCallTo(LocalDate.class, "now"))
                .orShould().callMethodWhere(isCallTo(LocalDateTime.class, "now")).orShould().callMethodWhere(isCallTo(Instant.class, "now"))
                .orShould().callMethodWhere(isCallTo(System.class, "currentTimeMillis"));
        rule.check(CODE);
        canFail(rule);
    }

    @Test
    void randomNumbersComeFromASeedAndAnItemsNumber() {
        ArchRule rule = noClasses().should().dependOnClassesThat().areAssignableTo(Random.class)
                .orShould().callMethodWhere(isCallTo(Math.class, "random"));
        rule.check(CODE);
        canFail(rule);
    }

    @Test
    void moneyIsNeverADouble() {
        ArchRule rule = fields().that().haveNameMatching(
                        "(?i).*(amount|money|cash|equity|deficit|loss|paid|contribution|capital|balance).*")
                .and().areDeclaredInClassesThat().resideInAnyPackage(DOMAIN, WATERFALL, "io.spillway.batch.store..",
                        "io.spillway.batch.eod..", "io.spillway.batch.report..", "io.spillway.batch.rules..")
                .should().notHaveRawType(double.class).andShould().notHaveRawType(float.class);
        rule.check(CODE);
        canFail(rule);
    }

    private static DescribedPredicate<JavaMethodCall> isCallTo(Class<?> owner, String name) {
        return DescribedPredicate.describe("calls " + owner.getSimpleName() + "." + name,
                call -> call.getTargetOwner().isEquivalentTo(owner) && call.getName().equals(name)
                        && call.getTarget().getRawParameterTypes().isEmpty());
    }

    private static void canFail(ArchRule rule) {
        assertThatThrownBy(() -> rule.check(BAD)).as("a control").isInstanceOf(AssertionError.class);
    }
}
