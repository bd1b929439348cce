/** Users in parallel, each as the live job sees it: arrivals in order, time by the watermark. */
package io.harrier.backtest.run;
