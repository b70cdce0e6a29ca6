// Finding the guest: a code that is scanned, a card that is slid, a phone that is typed.
using System;
using System.Text.RegularExpressions;
using Resto.Front.Api;
using Resto.Front.Api.Data.Orders;
using Resto.Front.Api.Data.View;
using Resto.Front.Api.UI;

namespace Loyalkit.Iiko
{
    internal sealed class CheckIn
    {
        private readonly Loyalty loyalty;
        private readonly Orders orders;
        private readonly Discount discount;

        public CheckIn(Loyalty loyalty, Orders orders, Discount discount)
        {
            this.loyalty = loyalty;
            this.orders = orders;
            this.discount = discount;
        }

        public bool Scanned(string barcode, IOrder order, IOperationService operations, IViewManager view) => Read(barcode, order, operations, view);

        public bool Slid(CardInputDialogResult card, IOrder order, IOperationService operations, IViewManager view) =>
            Read(Track(card), order, operations, view);

        public void Ask(IOrder order, IOperationService operations, IViewManager view)
        {
            var search = Typed(view);
            if (!string.IsNullOrWhiteSpace(search))
                Find(search, order, operations, true, view);
        }

        /// <summary>While a payment is being added the order cannot be edited. False: nobody was found, and the cashier knows.</summary>
        public bool AskForPayment(IOrder order, IViewManager view)
        {
            var search = Typed(view);
            return !string.IsNullOrWhiteSpace(search) && Find(search, order, PluginContext.Operations, false, view) == Found.Here;
        }

        public void Undo(IOrder order, IOperationService operations, IViewManager view)
        {
            var answer = loyalty.Bridge.Call("orders/" + OrderJson.Id(order.Id) + "/checkin/undo",
                new Fields().With("order", loyalty.Json.Of(order, operations)), loyalty.Settings.CallTimeout);
            if (answer.Outcome != Outcome.Proceed)
            {
                view.ShowErrorPopup(loyalty.Say(answer, loyalty.Texts.NoAnswerCheckIn));
                return;
            }
            discount.Remove(order, operations);
            view.ShowOkPopup(loyalty.Texts.Title, answer.Message ?? loyalty.Texts.Undone);
        }

        /// <summary>
        /// What iiko did not know. Where nothing says what our codes look like, a code that nobody has is left to the other
        /// plugins, and to iiko's own message.
        /// </summary>
        private bool Read(string code, IOrder order, IOperationService operations, IViewManager view)
        {
            var pattern = loyalty.Settings.CardPattern;
            if (string.IsNullOrWhiteSpace(code) || (pattern != null && !Matches(pattern, code)))
                return false;
            return Find(code, order, operations, true, view, pattern == null) != Found.Nowhere;
        }

        /// <summary>Told: nobody was found, and the cashier has read why. Nowhere: nothing was said.</summary>
        private enum Found { Here, Told, Nowhere }

        private Found Find(string search, IOrder order, IOperationService operations, bool mayEdit, IViewManager view, bool othersMayKnow = false)
        {
            // Also where nobody was found: while the service is away the gateway keeps who was looked for, and the order earns later.
            orders.Watch(order.Id);
            Guard.Info("check-in of " + Guard.Mask(search) + " to order " + OrderJson.Id(order.Id));
            var answer = loyalty.Bridge.Call("orders/" + OrderJson.Id(order.Id) + "/checkin",
                new Fields().With("search", search.Trim()).With("order", loyalty.Json.Of(order, operations)), loyalty.Settings.CallTimeout);
            if (answer.Outcome == Outcome.Proceed)
            {
                var quote = answer.Data.Child("quote");
                if (mayEdit)
                    Guard.Run("discount", () => discount.Apply(order, operations, quote));
                view.ShowOkPopup(loyalty.Texts.Title, answer.Message ?? Describe(answer.Data.Child("client"), quote));
                return Found.Here;
            }
            // The guest before is not on the order any more, whoever's code this is: the cashier has to know.
            var takenOff = answer.Data.Flag("takenOff");
            if (takenOff && mayEdit)
                Guard.Run("discount", () => discount.Remove(order, operations));
            if (othersMayKnow && !takenOff)
            {
                if (!answer.Decided)
                    loyalty.Warn(loyalty.Texts.NoAnswerCheckIn);
                return Found.Nowhere;
            }
            view.ShowErrorPopup(loyalty.Say(answer, loyalty.Texts.NoAnswerCheckIn));
            return Found.Told;
        }

        private string Describe(Fields client, Fields quote)
        {
            var guest = loyalty.Texts.Guest(client?.Text("name") ?? "", client?.Number("balance"));
            if (quote?.Text("type") == "discount")
                return guest + loyalty.Texts.Discounted(quote.Number("discount") ?? 0);
            return quote == null ? guest : guest + loyalty.Texts.Quoted(quote.Number("maxPoints"), quote.Number("earn"));
        }

        private static string Track(CardInputDialogResult card) => string.IsNullOrEmpty(card.Track2) ? card.FullCardTrack : card.Track2;

        private string Typed(IViewManager view)
        {
            var input = view.ShowExtendedInputDialog(loyalty.Texts.Title, loyalty.Texts.AskPhone,
                new ExtendedInputDialogSettings { EnablePhone = true, EnableBarcode = true, EnableCardSlider = true });
            if (input is PhoneInputDialogResult phone)
                return phone.PhoneNumber;
            if (input is BarcodeInputDialogResult barcode)
                return barcode.Barcode;
            // Null: the cashier pressed "Cancel".
            return input is CardInputDialogResult card ? Track(card) : null;
        }

        private static bool Matches(Regex pattern, string code)
        {
            try
            {
                return pattern.IsMatch(code);
            }
            catch (RegexMatchTimeoutException)
            {
                return false;
            }
        }
    }
}
