// What the guest reads of points: lines on the bill and on the cheque. Printing never waits long, and never fails because of us.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using Resto.Front.Api;
using Resto.Front.Api.Data.Cheques;
using Resto.Front.Api.Data.Orders;

namespace Loyalkit.Iiko
{
    internal sealed class Printing
    {
        private readonly Loyalty loyalty;
        private readonly Orders orders;

        public Printing(Loyalty loyalty, Orders orders)
        {
            this.loyalty = loyalty;
            this.orders = orders;
        }

        // In V9 these two return ChequeExtensions and ShortenedChequeExtensions, with the same properties.
        public BillCheque Bill(Guid orderId) => new BillCheque { BeforeFooter = Lines(orderId, "bill") };

        public CashCheque Cheque(Guid orderId) => new CashCheque { AfterCheque = Lines(orderId, "cheque") };

        private XElement Lines(Guid orderId, string what)
        {
            var order = PluginContext.Operations.TryGetOrderById(orderId);
            // Closed already: this is the cheque of a storno.
            if (order == null || order.Status == OrderStatus.Closed || order.Status == OrderStatus.Deleted)
                return null;
            if (!orders.IsWatched(orderId) && !loyalty.Json.Own(order).Any())
                return null;
            var answer = loyalty.Bridge.Call("orders/" + OrderJson.Id(orderId) + "/" + what,
                new Fields().With("order", loyalty.Json.Of(order, PluginContext.Operations)), loyalty.Settings.PrintTimeout);
            return answer.Outcome == Outcome.Proceed ? Markup(answer.Data.List("lines")) : null;
        }

        private static XElement Markup(List<object> lines)
        {
            if (lines == null || lines.Count == 0)
                return null;
            return new XElement(Tags.Left, lines.OfType<string>().SelectMany(line => new object[] { new XElement(Tags.NewParagraph), line }));
        }
    }
}
