package io.harrier.detection.sink;

import io.harrier.detection.activity.AddActivity;
import io.harrier.model.ActivityCount;
import io.harrier.model.json.ActivityCountJson;
import io.harrier.model.topic.Topic;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Topic {@code activity}, keyed by country, channel and currency. */
final class ActivityRecords extends TopicRecords<ActivityCount> {
  private static final long serialVersionUID = 1L;

  ActivityRecords() {
    super(Topic.ACTIVITY);
  }

  @Override
  ProducerRecord<byte[], byte[]> record(String topicName, ActivityCount count) {
    return new ProducerRecord<>(
        topicName, utf8(AddActivity.key(count)), ActivityCountJson.encode(count));
  }
}
