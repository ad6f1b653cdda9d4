/** The job {@code sizeFund}: how large the insurance fund must be (section 7). */
package io.spillway.batch.sizing;
