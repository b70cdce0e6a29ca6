// Receipts that are completed or deleted, for native apps: the sale is written down first and sent afterwards.
//
// A sketch: see README.md for what was not tried. `Notes` is in SharedPreferences, written by commit() and not by apply().
package ru.example.loyalty

import android.content.Context
import java.math.BigDecimal
import org.json.JSONObject
import ru.evotor.framework.receipt.ReceiptApi
import ru.evotor.framework.receipt.event.ReceiptCompletedEvent
import ru.evotor.framework.receipt.event.ReceiptDeletedEvent
import ru.evotor.framework.receipt.event.handler.receiver.SellReceiptBroadcastReceiver

abstract class LoyaltyReceiptReceiver : SellReceiptBroadcastReceiver() {

    protected abstract val gateway: GatewayCalls

    override fun handleReceiptCompletedEvent(context: Context, event: ReceiptCompletedEvent) {
        if (!Notes.sold(context, event.receiptUuid, System.currentTimeMillis())) return
        inBackground { drain(context) }
    }

    override fun handleReceiptDeletedEvent(context: Context, event: ReceiptDeletedEvent) {
        if (!Notes.forget(context, event.receiptUuid)) return
        inBackground { gateway.post(event.receiptUuid, "cancel", JSONObject(), TIMEOUT_MILLIS) }
    }

    /** Sends what waits. Sending again is safe: `/v1` gives the recorded answer. Call it at the app's start as well. */
    fun drain(context: Context) {
        for (sale in Notes.outbox(context)) {
            // What the terminal applied counts, and it is fixed before the first request.
            val applied = sale.amounts ?: amountsOf(context, sale).also { Notes.fix(context, sale.receipt, it) }
            val body = JSONObject()
                .put("amount", applied.amount.toPlainString())
                .put("points", applied.points.toPlainString())
                .put("search", sale.search)
                .put("soldAt", sale.soldAt)
            val answer = gateway.post(sale.receipt, "commit", body, TIMEOUT_MILLIS) ?: return
            val code = answer.optJSONObject("error")?.getString("code")
            // The rest of src/terminal/Outbox.ts: STALE_QUOTE quotes anew, refusals for good are told to a person.
            if (code == null || code == "RECEIPT_CONFLICT") Notes.done(context, sale.receipt)
        }
    }

    private fun amountsOf(context: Context, sale: Sale): Amounts {
        val receipt = ReceiptApi.getReceipt(context, sale.receipt) ?: return Amounts(sale.quoted, sale.asked)
        val total = receipt.getPositions().fold(BigDecimal.ZERO) { sum, position ->
            sum + position.totalWithSubPositionsAndWithoutDocumentDiscount
        }
        val ours = sale.asked.min((receipt.getDiscount() - sale.others).max(BigDecimal.ZERO))
        return Amounts(total - (receipt.getDiscount() - ours), ours)
    }

    /** A worker of yours that keeps the process alive: WorkManager, or a foreground service. */
    protected abstract fun inBackground(run: () -> Unit)

    private companion object {
        const val TIMEOUT_MILLIS = 8_000
    }
}

data class Amounts(val amount: BigDecimal, val points: BigDecimal)

/** A sale that waits. `asked`: our part of the discount; `others`: everybody else's; `quoted`: the amount before ours. */
data class Sale(
    val receipt: String,
    val search: String,
    val soldAt: Long,
    val asked: BigDecimal,
    val others: BigDecimal,
    val quoted: BigDecimal,
    val amounts: Amounts?
)
