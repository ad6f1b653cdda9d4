/** The workbook "Daily margin and settlement", for clearing operations. */
package io.spillway.reports.margin;
