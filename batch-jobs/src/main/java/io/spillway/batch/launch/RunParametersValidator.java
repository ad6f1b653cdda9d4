package io.spillway.batch.launch;

import java.time.LocalDate;
import java.util.Set;
import org.springframework.batch.core.job.parameters.InvalidJobParametersException;
import org.springframework.batch.core.job.parameters.JobParameter;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersValidator;

/**
 * Refuses what is no parameter of a run: Spring Batch would only warn, and a misspelt one would do nothing.
 * Business date and cycle are identifying, and of a job that has one its request; further ones, if any, are texts and are
 * not.
 */
public final class RunParametersValidator implements JobParametersValidator {

    private final Set<String> details;

    /** @param details names of the job's further parameters */
    public RunParametersValidator(String... details) {
        this.details = Set.of(details);
    }

    @Override
    public void validate(JobParameters parameters) throws InvalidJobParametersException {
        if (parameters == null) {
            throw new InvalidJobParametersException("the run has no parameters");
        }
        require(parameters.getParameter(RunIdentity.BUSINESS_DATE), RunIdentity.BUSINESS_DATE, LocalDate.class);
        require(parameters.getParameter(RunIdentity.CYCLE), RunIdentity.CYCLE, Long.class);
        for (JobParameter<?> parameter : parameters) {
            String name = parameter.name();
            boolean isOfEveryJob = name.equals(RunIdentity.BUSINESS_DATE) || name.equals(RunIdentity.CYCLE);
            if (!isOfEveryJob && !details.contains(name)) {
                throw new InvalidJobParametersException(name + " is no parameter of this job");
            }
            boolean identity = isOfEveryJob || name.equals(RunIdentity.REQUEST);
            if (parameter.identifying() != identity) {
                throw new InvalidJobParametersException(name + (identity ? " must be" : " must not be")
                        + " identifying");
            }
        }
    }

    private static void require(JobParameter<?> parameter, String name, Class<?> type)
            throws InvalidJobParametersException {
        if (parameter == null || !type.isInstance(parameter.value())) {
            throw new InvalidJobParametersException(name + " is missing or is no " + type.getSimpleName());
        }
    }
}
