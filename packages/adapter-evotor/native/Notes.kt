// What a native app must not forget: the receipt that our discount is in, and the sales that the gateway has not confirmed.
//
// A sketch: see README.md for what was not tried. One text under one key, so that a receipt moves from open to sold in one write.
package ru.example.loyalty

import android.content.Context
import java.math.BigDecimal
import org.json.JSONArray
import org.json.JSONObject

object Notes {
    private const val FILE = "loyalkit"
    private const val KEY = "notes"

    private fun read(context: Context): JSONObject =
        JSONObject(context.getSharedPreferences(FILE, Context.MODE_PRIVATE).getString(KEY, null) ?: """{"outbox":[]}""")

    /** commit() and not apply(): it is on the disk before anybody acts on it. */
    private fun write(context: Context, notes: JSONObject): Boolean =
        context.getSharedPreferences(FILE, Context.MODE_PRIVATE).edit().putString(KEY, notes.toString()).commit()

    @Synchronized
    fun open(context: Context, uuid: String, search: String, asked: BigDecimal, others: BigDecimal, quoted: BigDecimal) {
        val open = JSONObject()
            .put("receipt", uuid)
            .put("search", search)
            .put("asked", asked.toPlainString())
            .put("others", others.toPlainString())
            .put("quoted", quoted.toPlainString())
        check(write(context, read(context).put("open", open))) { "the notes were not written: promise nothing" }
    }

    @Synchronized
    fun ourDiscount(context: Context, uuid: String): BigDecimal =
        openOf(read(context), uuid)?.let { BigDecimal(it.getString("asked")) } ?: BigDecimal.ZERO

    /** The open receipt becomes a sale that waits; false where it is none of ours. */
    @Synchronized
    fun sold(context: Context, uuid: String, at: Long): Boolean {
        val notes = read(context)
        val open = openOf(notes, uuid) ?: return false
        notes.getJSONArray("outbox").put(open.put("soldAt", at))
        notes.remove("open")
        return write(context, notes)
    }

    @Synchronized
    fun forget(context: Context, uuid: String): Boolean {
        val notes = read(context)
        openOf(notes, uuid) ?: return false
        notes.remove("open")
        return write(context, notes)
    }

    @Synchronized
    fun outbox(context: Context): List<Sale> = salesOf(read(context)).map { sale ->
        Sale(
            sale.getString("receipt"),
            sale.getString("search"),
            sale.getLong("soldAt"),
            BigDecimal(sale.getString("asked")),
            BigDecimal(sale.getString("others")),
            BigDecimal(sale.getString("quoted")),
            if (sale.has("points")) Amounts(BigDecimal(sale.getString("amount")), BigDecimal(sale.getString("points"))) else null
        )
    }

    /** Fixes what is committed, before the first request. */
    @Synchronized
    fun fix(context: Context, uuid: String, amounts: Amounts) {
        val notes = read(context)
        salesOf(notes).filter { it.getString("receipt") == uuid }.forEach {
            it.put("amount", amounts.amount.toPlainString()).put("points", amounts.points.toPlainString())
        }
        write(context, notes)
    }

    @Synchronized
    fun done(context: Context, uuid: String) {
        val notes = read(context)
        val left = salesOf(notes).filter { it.getString("receipt") != uuid }
        write(context, notes.put("outbox", JSONArray(left)))
    }

    private fun openOf(notes: JSONObject, uuid: String): JSONObject? =
        notes.optJSONObject("open")?.takeIf { it.getString("receipt") == uuid }

    private fun salesOf(notes: JSONObject): List<JSONObject> {
        val outbox = notes.getJSONArray("outbox")
        return (0 until outbox.length()).map(outbox::getJSONObject)
    }
}
