package io.harrier.detection.commit;

/**
 * A Kafka transaction whose records have reached the broker, with the place of one of them: by that
 * place one can tell later what became of the transaction.
 *
 * @param offset of the last record of the transaction that was acknowledged in that partition
 */
record FlushedTransaction(String transactionalId, String topic, int partition, long offset) {}
