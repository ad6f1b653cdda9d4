/** The workbook that treasury decides the size of the insurance fund by. */
package io.spillway.reports.sizing;
