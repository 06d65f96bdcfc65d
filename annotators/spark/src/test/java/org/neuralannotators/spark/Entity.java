package org.neuralannotators.spark;

import java.util.List;
import org.apache.spark.sql.Row;

/** An entity as tests compare it; {@code begin} and {@code end} in whatever the document is. */
record Entity(int begin, int end, String text, String label, double confidence) {
  static List<Entity> of(Row row) {
    return row.<Row>getList(row.fieldIndex(EntityAnnotator.ENTITIES)).stream()
        .map(
            entity ->
                new Entity(
                    entity.getInt(entity.fieldIndex("begin")),
                    entity.getInt(entity.fieldIndex("end")),
                    entity.getString(entity.fieldIndex("text")),
                    entity.getString(entity.fieldIndex("label")),
                    entity.getDouble(entity.fieldIndex("confidence"))))
        .toList();
  }
}
