/** What was really fraud, as the report needs it. */
package io.harrier.backtest.truth;
